import logging

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from . import doors, roles, table
from .province import MatrixCase
from .records import PHONE, SECRET

_logger = logging.getLogger(__name__)

LETTERS = {"read": "r", "write": "w", "unlink": "d"}
# Users who may know the telephone of a member of agency A: the agency, the Office, its parents.
TELEPHONES = ("responder", "officer", "head", "specialist", "leader", "administrator")
QUIET = ("odoo.models", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


@tagged("post_install", "-at_install")
class TestMatrixAccess(MatrixCase):
    """The rights of each role to read, change and delete match the tables of the addons."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expected = {row["record"]: row for row in table.rows(cls.env, "access", cls.addon)}
        cls.told = {}  # markers by model and role: the same in every test, and read once

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET))

    def test_every_model_has_a_record(self):
        made = {name.partition(":")[0] for name in self.records}
        missing = set(table.models(self.env, self.addon)) - made
        self.assertFalse(missing, "Make a record of each in tests/matrix/records.py of its addon.")
        odd = [name for name, record in self.records.items() if len(record) != 1]
        self.assertFalse(odd, "Make exactly one record of each.")

    def test_access_is_what_the_tables_say(self):
        found = {name: self.access_to(record) for name, record in self.records.items()}
        self.print_matrix(found)
        for name, cells in found.items():
            line = ",".join([name, *cells.values()])
            with self.subTest(record=name):
                if name not in self.expected:
                    self.fail(f"Judge it and add to access.csv of its addon: {line}")
                expected = {role: self.expected[name][role] for role in roles.ROLES}
                self.assertEqual(cells, expected, f"It is now: {line}")
        self.assertEqual(set(self.expected) - set(found), set(), "Nobody makes these records.")

    def access_to(self, record):
        return {role: self.letters(self.as_role(record, role)) for role in roles.ROLES}

    def letters(self, record):
        """Return the rights: r(ead), w(rite), d(elete) this one, c(reate) another."""
        letters = [sign for mode, sign in LETTERS.items() if record.has_access(mode)]
        return "".join(letters + ["c"] * record.browse().has_access("create")) or "-"

    def print_matrix(self, found):
        lines = [f"{'':36}" + " ".join(f"{role[:6]:6}" for role in roles.ROLES)]
        for name, cells in found.items():
            lines.append(f"{name:36}" + " ".join(f"{cell:6}" for cell in cells.values()))
        _logger.info("Who may (r)ead, (w)rite, (d)elete, (c)reate:\n%s", "\n".join(lines))

    def test_no_door_shows_what_may_not_be_read(self):
        for name, record in self.records.items():
            for role in roles.ROLES:
                if "r" in self.expected.get(name, {}).get(role, "-"):
                    continue
                mine = self.as_role(record, role)
                for door in doors.ALL:
                    with self.subTest(record=name, role=role, door=door.__name__):
                        self.assertFalse(self.ask(door, mine))

    def test_every_door_is_open_to_readers(self):
        for name, record in self.records.items():
            for role in roles.ROLES:
                if "r" not in self.expected.get(name, {}).get(role, ""):
                    continue
                mine = self.as_role(record, role)
                for door in doors.OPEN:
                    with self.subTest(record=name, role=role, door=door.__name__):
                        self.assertTrue(self.ask(door, mine))

    def ask(self, door, record):
        try:
            return door(record)
        except (UserError, AttributeError, KeyError, ValueError):
            return None  # a closed door; methods that a model does not have are not doors

    def test_what_belongs_to_agency_a_is_told_to_no_stranger(self):
        told = (*roles.STRANGERS, "administrator")
        self.check_nowhere(SECRET, told)

    def test_telephone_numbers_are_told_to_nobody_else(self):
        told = [role for role in roles.ROLES if role not in TELEPHONES]
        self.check_nowhere(PHONE, told)

    def check_nowhere(self, marker, told):
        """Check that no readable field of any model contains ``marker`` for ``told``."""
        for role in told:
            for name in sorted(self.env.registry):
                with self.subTest(role=role, model=name):
                    self.assertNotIn(marker, self.markers_read(name, role))

    def markers_read(self, name, role):
        """Return which of the two markers stand in what ``role`` reads of a model."""
        if (name, role) not in self.told:
            text = self.everything_read(name, role)
            self.told[name, role] = [marker for marker in (SECRET, PHONE) if marker in text]
        return self.told[name, role]
