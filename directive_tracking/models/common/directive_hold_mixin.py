from odoo import models
from odoo.tools import SQL

# Locked in the order of their ids, then written unchanged. The lock makes other transactions
# wait; the new row version makes a transaction that has already read the row restart, where a
# lock alone would let it continue with old data.
TOUCH = """
  WITH held AS MATERIALIZED (
       SELECT id FROM %(table)s WHERE id = ANY(%(ids)s) ORDER BY id FOR NO KEY UPDATE)
UPDATE %(table)s AS touched SET write_date = touched.write_date
  FROM held WHERE touched.id = held.id
"""
LOCK = "SELECT id FROM %(table)s WHERE id = ANY(%(ids)s) ORDER BY id FOR %(mode)s"


class DirectiveHoldMixin(models.AbstractModel):
    """Rows that are locked while a step depends on them.

    All code locks them in one order: directives, then tasks by id (a task is older than the tasks
    delegated from it), then their requests and reports. If another transaction has changed them,
    a serialization failure makes Odoo retry the request.
    """

    _name = "directive.hold.mixin"
    _description = "Row Lock Mixin"

    def _hold(self):
        """Lock these rows until the end of the transaction, because it changes them."""
        self._execute_hold(LOCK, SQL("NO KEY UPDATE"))

    def _hold_and_touch(self):
        """Lock these rows, unchanged by this transaction, because of their dependent data.

        Transactions that decided on the dependent data before this one ended must restart.
        """
        self._execute_hold(TOUCH)

    def _hold_as_they_are(self):
        """Prevent changes to these rows until the end of the transaction (shared lock)."""
        self._execute_hold(LOCK, SQL("SHARE"))

    def _execute_hold(self, statement, mode=None):
        if self.ids:
            table = SQL.identifier(self._table)
            self.env.cr.execute(
                SQL(statement, table=table, ids=self.ids, mode=mode or SQL()), log_exceptions=False
            )
