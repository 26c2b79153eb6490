from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.directive_tracking.tests.matrix import calls, doors, table
from odoo.addons.directive_tracking.tests.matrix.judging import JudgingCase
from odoo.addons.directive_tracking.tests.matrix.test_matrix_methods import LOUD, READING
from odoo.addons.directive_tracking.tests.matrix.writing import WritingCase

from ..matrix.letter_records import SECRET

# The only role in petitions of each. The first three are members of agency A, the last of none.
GROUPS = {
    "clerk": "group_petition_user",
    "keeper": "group_petition_keeper",
    "manager": "group_petition_manager",
    "outsider": "group_petition_keeper",
}
IDENTITY = f"{SECRET} sealed"  # who denounces, as `seal_records.py` enters them
MODES = ("read", "write", "unlink", "create")


@tagged("post_install", "-at_install")
class TestPetitionRoles(WritingCase, JudgingCase):
    """Who has one role in petitions alone reads, writes and calls what `petition_roles.csv` says.

    ``what`` is a right, the name of a stored field, or of a method that changes something
    when it is called. What is not listed, is refused.
    """

    addon = "directive_petition"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for role, group in GROUPS.items():
            cls.people[role] = cls.make_person(role, f"directive_petition.{group}")
        cls.listed = {}
        for row in table.rows(cls.env, "petition_roles", cls.addon):
            for what in row["what"].split():
                cls.listed.setdefault((row["record"], what), set()).update(row["who"].split())
        cls.env.flush_all()

    @classmethod
    def make_person(cls, role, group):
        if role == "outsider":
            user = cls.make_user("test_petition_outsider", "agency")
        else:
            user = cls.make_member(f"test_petition_{role}", cls.agency_a, role="officer")
        user.group_ids = [(4, cls.env.ref(group).id)]
        return user

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*LOUD))

    def test_rights(self):
        for name, record in self.records.items():
            for mode in MODES:
                self.check(name, mode, [role for role in GROUPS if self.has(record, role, mode)])

    def has(self, record, role, mode):
        mine = self.as_role(record, role)
        return (mine.browse() if mode == "create" else mine).has_access(mode)

    def test_fields_that_are_written(self):
        for name, record in self.records.items():
            writers = [role for role in GROUPS if self.has(record, role, "write")]
            for field in self.fields(name, record):
                who = [role for role in writers if self.can_write(record, field, role)]
                self.check(name, field.name, who)

    def test_methods_that_change_something(self):
        for name, record in self.records.items():
            for method in table.public_methods(record):
                if method in self.base_methods or method in READING:
                    continue
                self.check(name, f"{method}()", self.callers(record, method))

    def callers(self, record, method):
        return [role for role in GROUPS if self.changes(self.as_role(record, role), method)]

    def changes(self, record, method):
        with self.env.cr.savepoint() as savepoint:
            _answer, tables = calls.call(record, method)
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return bool(tables)

    def check(self, name, what, who):
        with self.subTest(record=name, what=what):
            line = f"{name},{' '.join(who)},{what}"
            self.assertEqual(set(who), self.listed.get((name, what), set()), f"Now: {line}")

    def test_what_is_listed_is_there(self):
        for name, what in self.listed:
            record, place = self.records[name], what.removesuffix("()")
            with self.subTest(record=name, what=what):
                known = record._fields if what == place else dir(record)
                self.assertTrue(place in known or what in MODES)

    def test_no_door_shows_what_may_not_be_read(self):
        for name, record in self.records.items():
            for role in set(GROUPS) - self.listed.get((name, "read"), set()):
                mine = self.as_role(record, role)
                for door in doors.ALL:
                    with self.subTest(record=name, role=role, door=door.__name__):
                        self.assertFalse(self.asked(door, mine))

    def asked(self, door, record):
        try:
            return door(record)
        except (UserError, AttributeError, KeyError, ValueError):
            return None  # a closed door

    def test_nobody_is_told_who_denounces(self):
        matter = self.records["petition.letter: sealed"].matter_ids
        for role in GROUPS:
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role(matter, role)._open_seal("A reason")
            hidden = SECRET if role == "outsider" else IDENTITY
            for name in table.models(self.env, self.addon):
                with self.subTest(role=role, model=name):
                    self.assertNotIn(hidden, self.everything_read(name, role))
        self.assertIn(SECRET, self.everything_read("petition.letter", "clerk"))
