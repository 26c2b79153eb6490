import inspect
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from . import calls, table
from .province import MatrixCase
from .test_matrix_access import QUIET
from .test_matrix_methods import LOUD

MARKED = "TỐI MẬT\nzqx-forged"
ACTING = ("responder", "head", "specialist", "leader", "administrator")


@tagged("post_install", "-at_install")
class TestMatrixSecrecy(MatrixCase):
    """No step writes a text with a mark of secrecy, which it is handed over RPC."""

    def test_no_method_keeps_a_marked_text(self):
        self.enterContext(mute_logger(*QUIET, *LOUD))
        tried = sum(
            self.keeps_plain_but_not_marked(role, self.as_role(record, role), method)
            for record in self.records.values()
            for role in ACTING
            if self.as_role(record, role).has_access("read")
            for method in table.public_methods(record)
            if self.takes_text(record, method)
        )
        self.assertGreater(tried, 10)

    def takes_text(self, record, method):
        names = inspect.signature(getattr(type(record), method)).parameters
        return method.startswith("action_") and len(names) > 1

    def keeps_plain_but_not_marked(self, role, record, method):
        """Return 1 if the method keeps a plain text; a marked one it must refuse then."""
        if not self.kept(record, method, calls.FORGED):
            return 0
        with self.subTest(record=record._name, role=role, method=method):
            self.assertFalse(self.kept(record, method, MARKED))
        return 1

    def kept(self, record, method, text):
        """Return the tables in which ``text`` stands after the call."""
        plausible = {name: text for name, one in calls.PLAUSIBLE.items() if one == calls.FORGED}
        with self.env.cr.savepoint() as savepoint:
            with patch.dict(calls.PLAUSIBLE, plausible), patch.object(calls, "FORGED", text):
                _answer, tables = calls.call(record, method)
            holding = [one for one in sorted(set(tables)) if self.holds(one, text)]
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return holding

    def holds(self, name, text):
        row = SQL("strpos(replace(one::text, chr(10), ' '), %s) > 0", text.replace("\n", " "))
        query = SQL("SELECT 1 FROM %s AS one WHERE %s LIMIT 1", SQL.identifier(name), row)
        return bool(self.env.execute_query(query))
