from odoo import api, models
from odoo.tools import SQL

CHANGE, TOUCH, AS_THEY_ARE = "NO KEY UPDATE", "touch", "SHARE"
WAYS = (CHANGE, TOUCH, AS_THEY_ARE)
HELD = "directive_tracking.held"  # what this transaction holds already
# The rows of each turn in the order of their ids. A turn asks for the end of the one before, so
# that PostgreSQL locks them one after the other.
LOCK = """
    %(lock)s AS MATERIALIZED (
        SELECT id FROM %(table)s WHERE id = ANY(%(ids)s) AND %(after)s ORDER BY id FOR %(mode)s)
"""
# Written unchanged as well: the lock makes other transactions wait, the new row version makes one
# that has already read the row restart, where a lock alone would let it continue with old data.
TOUCHED = """
    %(touched)s AS (UPDATE %(table)s AS row SET write_date = row.write_date FROM %(lock)s
                     WHERE row.id = %(lock)s.id RETURNING row.id)
"""
ENDED = "(SELECT count(*) FROM %s) >= 0"


class DirectiveHoldMixin(models.AbstractModel):
    """Rows that are locked while a step depends on them.

    All code locks them in one order: directives, then tasks by id (a task is older than the tasks
    delegated from it), then their requests and reports. If another transaction has changed them,
    a serialization failure makes Odoo retry the request.
    """

    _name = "directive.hold.mixin"
    _description = "Row Lock Mixin"

    @api.model_create_multi
    def create(self, vals_list):
        """New rows are held already: no other transaction sees them."""
        rows = super().create(vals_list)
        held = self.env.cr.precommit.data.setdefault(HELD, set())
        held |= {(self._table, how, one) for how in WAYS for one in rows.ids}
        return rows

    def _hold(self):
        """Lock these rows until the end of the transaction, because it changes them."""
        self._hold_in_turn((self, CHANGE))

    def _hold_and_touch(self):
        """Lock these rows, unchanged by this transaction, because of their dependent data.

        Transactions that decided on the dependent data before this one ended must restart.
        """
        self._hold_in_turn((self, TOUCH))

    def _hold_as_they_are(self):
        """Prevent changes to these rows until the end of the transaction (shared lock)."""
        self._hold_in_turn((self, AS_THEY_ARE))

    @api.model
    def _hold_in_turn(self, *turns):
        """Lock rows of several models in one statement, those of each turn after the one before.

        :param turns: pairs of records and how they are locked, as in the methods above
        """
        # Forgotten at the end of the transaction and of a savepoint undone, as the locks are.
        held = self.env.cr.precommit.data.setdefault(HELD, set())
        parts, after = [], SQL("TRUE")
        for records, how in turns:
            wanted = {(records._table, how, one) for one in records.ids} - held
            if wanted:
                made, last = self._lock_of(len(parts), wanted, after)
                parts += made
                after = SQL(ENDED, last)
                held |= wanted
        if parts:
            statement = SQL("WITH %s SELECT %s", SQL(", ").join(parts), after)
            self.env.cr.execute(statement, log_exceptions=False)

    @api.model
    def _lock_of(self, number, wanted, after):
        """Return the parts of a statement that lock ``wanted``, and the name of the last one."""
        [(table, how)] = {one[:2] for one in wanted}
        names = {
            "table": SQL.identifier(table),
            "lock": SQL.identifier(f"lock_{number}"),
            "touched": SQL.identifier(f"touched_{number}"),
        }
        mode = SQL(CHANGE if how == TOUCH else how)
        ids = sorted(one for _table, _how, one in wanted)
        lock = SQL(LOCK, ids=ids, mode=mode, after=after, lock=names["lock"], table=names["table"])
        if how != TOUCH:
            return [lock], names["lock"]
        return [lock, SQL(TOUCHED, **names)], names["touched"]
