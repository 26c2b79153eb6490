from odoo.tests import tagged

from . import roles, table
from .writing import WritingCase


@tagged("post_install", "-at_install")
class TestMatrixFields(WritingCase):
    """Each stored field can be written only by the roles in the tables."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.judged = {
            (row["record"], field): row["who"].split()
            for row in table.rows(cls.env, "fields", cls.addon)
            for field in row["fields"].split()
        }

    def test_every_stored_field_is_written_by_whom_the_tables_name(self):
        known = set()
        for name, record in self.records.items():
            writers = [
                role for role in roles.ROLES if self.as_role(record, role).has_access("write")
            ]
            for field in self.fields(name, record):
                known.add((name, field.name))
                who = [role for role in writers if self.can_write(record, field, role)]
                self.check_field(name, field, who)
        self.assertEqual(set(self.judged) - known, set(), "These fields are no longer there.")

    def check_field(self, name, field, who):
        line = f"{name},{' '.join(who) or 'nobody'},{field.name}"
        with self.subTest(record=name, field=field.name):
            if (name, field.name) not in self.judged:
                self.fail(f"Judge who may write it and add to fields.csv: {line}")
            allowed = set(self.judged[name, field.name]) - {"nobody"}
            self.assertEqual(set(who) - allowed, set(), f"Others write it now: {line}")
