from odoo.tests import tagged
from odoo.tools import SQL

from .. import roles, table
from ..writing import WritingCase


@tagged("post_install", "-at_install")
class TestMatrixEnded(WritingCase):
    """What has ended stays as it was, but for what the tables name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.judged = {row["record"]: row for row in table.rows(cls.env, "ended", cls.addon)}

    def states(self, model):
        """Return the states of ``model``, none of one without."""
        field = model._fields.get("state")
        if not (field and field.store and field.type == "selection") or model._transient:
            return []
        return [key for key, _label in field._description_selection(self.env)]

    def written(self):
        """Return ``{name: (record, roles that may write it)}`` of the records with states."""
        found = {}
        for name, record in self.records.items():
            if self.states(record) and table.is_ours(record):
                mine = [
                    role for role in roles.ROLES if self.as_role(record, role).has_access("write")
                ]
                if mine:
                    found[name] = (record, mine)
        return found

    def test_every_model_that_somebody_writes_says_which_of_its_states_are_ends(self):
        missing = sorted({record._name for record, _roles in self.written().values()})
        missing = [name for name in missing if name not in self.judged]
        self.assertFalse(
            missing, "Add them to ended.csv of their addon: record,ends,still written,why"
        )

    def test_every_end_in_the_tables_is_a_state(self):
        for name, row in self.judged.items():
            model = self.env[name.partition(":")[0]]
            with self.subTest(record=name):
                self.assertLessEqual(set(row["ends"].split()), set(self.states(model)))

    def test_what_has_ended_is_written_by_nobody(self):
        for name, (record, writers) in self.written().items():
            row = self.judged.get(name) or self.judged[record._name]
            allowed = set(row["written"].split())
            for state in row["ends"].split():
                with self.subTest(record=name, state=state), self.env.cr.savepoint() as savepoint:
                    self.put(record, state)
                    found = self.writable(name, record, writers)
                    savepoint.rollback()
                    self.env.invalidate_all(flush=False)
                    self.assertFalse(
                        found - allowed,
                        "Guard them in the model, or say in ended.csv why they may be written.",
                    )

    def put(self, record, state):
        """Let ``record`` stand in ``state``, however it would come there, with its number or without."""
        self.env.flush_all()
        name = SQL.identifier(record._table)
        checks = "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass"
        for (check,) in self.env.execute_query(SQL(checks, record._table)):
            self.env.cr.execute(
                SQL("ALTER TABLE %s DROP CONSTRAINT %s", name, SQL.identifier(check))
            )
        self.env.cr.execute(SQL("UPDATE %s SET state = %s WHERE id = %s", name, state, record.id))
        self.env.invalidate_all(flush=False)

    def writable(self, name, record, writers):
        """Return the names of the fields that one of ``writers`` changes."""
        return {
            field.name
            for field in self.fields(name, record)
            if any(self.can_write(record, field, role) for role in writers)
        }
