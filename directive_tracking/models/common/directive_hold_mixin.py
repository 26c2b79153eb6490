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
HELD = "directive_tracking.held"  # what this transaction holds already
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
        mode = mode or SQL()
        # Forgotten at the end of the transaction and of a savepoint undone, as the locks are.
        held = self.env.cr.precommit.data.setdefault(HELD, set())
        wanted = {(self._table, statement, mode.code, one) for one in self.ids} - held
        if wanted:
            table = SQL.identifier(self._table)
            ids = [one for *_how, one in wanted]
            self.env.cr.execute(
                SQL(statement, table=table, ids=ids, mode=mode), log_exceptions=False
            )
            held |= wanted
