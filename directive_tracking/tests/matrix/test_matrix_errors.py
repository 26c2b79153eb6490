import re
from contextlib import suppress

from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from . import table
from .province import MatrixCase
from .records import SECRET
from .test_matrix_access import QUIET
from .writing import MAGIC, PLAUSIBLE

STRANGERS = ("foreign", "administrator")
SHORTEST = 12  # letters
NUMBER = re.compile(r"\d+/\d")  # of a document or a letter


def is_telling(name):
    """Tell whether ``name`` does not turn up in a sentence by chance: it is long, or a number."""
    return len(name or "") >= SHORTEST or bool(NUMBER.search(name or ""))


@tagged("post_install", "-at_install")
class TestMatrixErrors(MatrixCase):
    """A refusal names nothing that its reader may not see.

    What a model checks before it asks for access may name a record as the system sees it.
    """

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET, "odoo.sql_db"))

    def test_a_refused_change_names_nothing_hidden(self):
        for name, record in self.records.items():
            hidden = record.sudo().display_name or ""
            words = [SECRET, *filter(is_telling, [hidden])]
            for mine in self.for_a_stranger(record):
                with self.subTest(record=name):
                    for refusal in self.refusals(mine):
                        for word in words:
                            self.assertNotIn(word, refusal)

    def test_nor_in_any_state_of_it_or_of_its_owner(self):
        """A model that looks at a state before it asks for access may name what has the state."""
        tried = 0
        for record in self.one_of_each_model():
            for owner in self.with_a_state(record):
                for state in owner._fields["state"].get_values(self.env):
                    with self.subTest(record=record._name, owner=owner._name, state=state):
                        tried += self.check_in_state(record, owner, state)
        self.assertGreater(tried, 200)

    def one_of_each_model(self):
        return {record._name: record for record in self.records.values()}.values()

    def with_a_state(self, record):
        """Yield the record and what it belongs to, where they have a state."""
        for one in (record, *(record.sudo()[name] for name in self.owners(record))):
            field = one._fields.get("state")
            has_states = field and field.store and field.type == "selection" and one._auto
            if has_states and len(one) == 1:
                yield one.sudo()

    def owners(self, record):
        for name, field in record._fields.items():
            if field.type == "many2one" and field.store and field.ondelete == "cascade":
                yield name

    def check_in_state(self, record, owner, state):
        """Check the refusals while ``owner`` has ``state``; return their number."""
        hidden = {one.display_name for one in (record.sudo(), owner)}
        words = [SECRET, *filter(is_telling, hidden)]
        tried = 0
        # A constraint may rule the state out: then there is nothing to name.
        with suppress(IntegrityError), self.env.cr.savepoint() as savepoint:
            self.put_in_state(owner, state)
            for mine in self.for_a_stranger(record):
                for refusal in self.refusals(mine):
                    tried += 1
                    for word in words:
                        self.assertNotIn(word, refusal)
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return tried

    def put_in_state(self, owner, state):
        """Give ``owner`` a state without the steps that lead there."""
        self.env.flush_all()
        table_name = SQL.identifier(owner._table)
        self.env.cr.execute(
            SQL("UPDATE %s SET state = %s WHERE id = %s", table_name, state, owner.id)
        )
        self.env.invalidate_all()

    def for_a_stranger(self, record):
        """Return ``[record]`` as somebody gets it who may not read it, or nothing."""
        seen = (self.as_role(record, role) for role in STRANGERS)
        return [mine for mine in seen if not mine.has_access("read")][:1]

    def refusals(self, record):
        """Yield what is answered to whoever changes or deletes ``record``."""
        yield self.refusal(record.unlink)
        for field in record._fields.values():
            if field.store and field.name not in MAGIC and table.is_ours(record):
                yield self.refusal(record.write, {field.name: self.value(field)})

    def refusal(self, method, *args):
        with self.env.cr.savepoint() as savepoint:
            try:
                method(*args)
                self.env.flush_all()
                answer = ""
            except Exception as error:  # refused, with an error of whatever kind
                answer = str(error)
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return answer

    def value(self, field):
        if field.type == "selection":
            return field.get_values(self.env)[0]
        if field.type == "many2one":
            return 1
        return [(4, 1)] if field.relational else PLAUSIBLE.get(field.type, "zqx-forged")
