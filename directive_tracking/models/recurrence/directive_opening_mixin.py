from psycopg2.errors import SerializationFailure

from odoo import api, models
from odoo.tools import SQL

TRIES = 5
DUE = """
SELECT id FROM %(table)s WHERE state = 'running' AND %(day)s <= %(today)s
 ORDER BY %(day)s, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
"""


class DirectiveOpeningMixin(models.AbstractModel):
    """Records that run for a time and open something each time their day has come.

    A model names the field of that day, and says in :meth:`_open_due` what is opened and in
    :meth:`_trigger_next` when its scheduled action runs next.
    """

    _name = "directive.opening.mixin"
    _description = "Opening on a Day"

    _opening_day = None  # the stored field of the day that comes next
    _opening_batch = 50

    @api.model
    def _cron_open(self):
        """Open what begins today or has begun. Safe to run twice, in parallel and after a crash."""
        commit = self.env["directive.notice.sender"]._commit
        while count := self._open_some():
            if not commit(count):
                break
        self._trigger_next()

    @api.model
    def _open_some(self):
        """Open one batch of those that are due, and return their number."""
        today = self.env["directive.settings"]._today()
        for _attempt in range(TRIES):
            try:
                with self.env.cr.savepoint():
                    due = self._lock_due(today)
                    for one in due:
                        one._open_due(today)
                    return len(due)
            except SerializationFailure:
                # Another process, or a person, has just been here: read again what is left.
                self.env["directive.notice.sender"]._commit()
        return 0

    @api.model
    def _lock_due(self, today):
        """Return those that are due, locked: a parallel run skips them."""
        self.flush_model()
        names = {"table": SQL.identifier(self._table), "day": SQL.identifier(self._opening_day)}
        query = SQL(DUE, **names, today=today, batch=self._opening_batch)
        self.env.cr.execute(query, log_exceptions=False)  # coming second is no error
        ids = [row[0] for row in self.env.cr.fetchall()]
        self.invalidate_model()
        return self.browse(ids)

    def _open_due(self, today):
        """Open what is due of one record."""
        raise NotImplementedError

    @api.model
    def _trigger_next(self):
        """Have the scheduled action run when the next one is due."""
        raise NotImplementedError
