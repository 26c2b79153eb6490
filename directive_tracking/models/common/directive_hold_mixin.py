from odoo import models
from odoo.tools import SQL

# Locked in the order of their ids, then written as they are. The lock makes the next one wait;
# the new version of the row makes a transaction that had looked before start anew, where a
# lock alone would let it go on with what it saw.
TOUCH = """
  WITH held AS MATERIALIZED (
       SELECT id FROM %(table)s WHERE id = ANY(%(ids)s) ORDER BY id FOR NO KEY UPDATE)
UPDATE %(table)s AS touched SET write_date = touched.write_date
  FROM held WHERE touched.id = held.id
"""
LOCK = "SELECT id FROM %(table)s WHERE id = ANY(%(ids)s) ORDER BY id FOR %(mode)s"


class DirectiveHoldMixin(models.AbstractModel):
    """Rows that stand still while a step which depends on them is taken.

    Everybody takes them in one order: directives, then tasks by their ids (a task is older
    than those delegated from it), then their requests and reports. What another transaction
    changed meanwhile raises a serialization failure, upon which Odoo runs the request again.
    """

    _name = "directive.hold.mixin"
    _description = "Held While a Step Is Taken"

    def _hold(self):
        """Lock these rows until the end of the transaction, because it changes them."""
        self._execute_hold(LOCK, SQL("NO KEY UPDATE"))

    def _hold_and_touch(self):
        """Lock these rows, which this transaction leaves as they are, for what hangs on them.

        Whoever decided by what hangs on them before this transaction ended starts anew.
        """
        self._execute_hold(TOUCH)

    def _hold_as_they_are(self):
        """Let nobody change these rows until the end of the transaction; others may do the same."""
        self._execute_hold(LOCK, SQL("SHARE"))

    def _execute_hold(self, statement, mode=None):
        if self.ids:
            table = SQL.identifier(self._table)
            self.env.cr.execute(
                SQL(statement, table=table, ids=self.ids, mode=mode or SQL()), log_exceptions=False
            )
