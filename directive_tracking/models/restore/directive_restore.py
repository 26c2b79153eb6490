from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.workflow import WORKFLOW

FIRST, NOTICED, RELEASED = "first", "noticed", "released"
# A database that is restored or copied gets another number from the server, and another server
# another identifier.
MARK = """
    (SELECT (SELECT system_identifier FROM pg_control_system()) || ':' || oid
       FROM pg_database WHERE datname = current_database())
"""
# Of this database: its own identity where it never sent, and each moment it was put back to.
HELD = """
SELECT own.mark FROM (SELECT %(mark)s AS mark) AS own
 WHERE NOT EXISTS (SELECT FROM directive_restore AS known
                    WHERE known.mark = own.mark AND known.kind IN ('first', 'released'))
 UNION ALL
SELECT noticed.mark FROM directive_restore AS noticed
 WHERE noticed.kind = 'noticed' AND noticed.mark LIKE %(mark)s || ':%%'
   AND NOT EXISTS (SELECT FROM directive_restore AS released
                    WHERE released.mark = noticed.mark AND released.kind = 'released')
"""
IS_HELD = f"SELECT EXISTS (SELECT FROM directive_restore) AND EXISTS ({HELD})"
NOTE = """
INSERT INTO directive_restore (mark, kind, database, date)
SELECT %(mark)s, CASE WHEN EXISTS (SELECT FROM directive_restore) THEN 'noticed' ELSE 'first' END,
       current_database(), %(now)s
 WHERE NOT EXISTS (SELECT FROM directive_restore WHERE mark = %(mark)s)
    ON CONFLICT DO NOTHING
"""
NOTE_OLDER = """
INSERT INTO directive_restore (mark, kind, database, date)
SELECT %(mark)s || ':' || %(token)s, 'noticed', current_database(), %(now)s
    ON CONFLICT DO NOTHING
"""
DATE_NOTICED = f"""
SELECT max(date) FROM directive_restore WHERE kind = 'noticed' AND mark IN ({HELD})
"""


class DirectiveRestore(models.Model):
    """Where this database has lived: nothing leaves a restored or copied one until it is released.

    A database restored from yesterday believes that yesterday's messages are still to be sent,
    and does not know what went out since. So the first sending writes down the identity of the
    database; a database with another identity is held until an administrator has seen what would
    go. Rows are append-only.

    A database put back to an earlier moment on its server keeps its identity. It is known by what
    went out since (`directive.restore.trace`). A standby that is promoted goes on sending: nothing
    committed was lost.
    """

    _name = "directive.restore"
    _description = "Copy of the Database"
    _inherit = "directive.kept.mixin"
    _order = "id desc"
    _rec_name = "database"
    _log_access = False

    mark = fields.Char(string="Identity", required=True)
    kind = fields.Selection(
        [
            (FIRST, "First message sent"),
            (NOTICED, "Copy noticed, sending held"),
            (RELEASED, "Sending released"),
        ],
        string="What happened",
        required=True,
    )
    database = fields.Char(required=True)
    date = fields.Datetime(string="At", required=True)
    user_id = fields.Many2one("res.users", string="By", ondelete="restrict")
    reason = fields.Text()
    kept_count = fields.Integer(string="Messages kept for sending")
    dropped_count = fields.Integer(string="Messages not to be sent")

    _mark_uniq = models.UniqueIndex("(mark, kind)")

    @api.model
    def _is_held(self):
        """Tell whether this is a restored or copied database that nobody has released."""
        self.flush_model()
        [[is_held]] = self.env.execute_query(SQL(IS_HELD, mark=SQL(MARK)))
        return is_held or bool(self.env["directive.restore.trace"]._missing())

    @api.model
    def _check_released(self):
        """Raise UserError in a database that is held."""
        if self._is_held():
            raise UserError(self._held_sentence())

    @api.model
    def _held_sentence(self):
        return self.env._(
            "This database was restored from a backup or copied: nothing is sent until an "
            "administrator releases it (menu Messages, Restored copies)."
        )

    @api.model
    def _was_released_since(self, moment):
        """Tell whether a restored copy was released after ``moment``."""
        released = [("kind", "=", RELEASED), ("date", ">", moment)]
        return bool(self.search_count(released, limit=1))

    @api.model
    def _note(self):
        """Write down the identity of the database: as its first, or as a copy just noticed."""
        self.flush_model()
        now, mark = fields.Datetime.now(), SQL(MARK)
        self.env.cr.execute(SQL(NOTE, mark=mark, now=now))
        if missing := self.env["directive.restore.trace"]._missing():
            self.env.cr.execute(SQL(NOTE_OLDER, mark=mark, token=missing[-1][1], now=now))
        self.invalidate_model()

    @api.model
    def _date_noticed(self):
        """Return when this copy was noticed; a copy nobody noticed yet is noticed now."""
        self._note()
        [[date]] = self.env.execute_query(SQL(DATE_NOTICED, mark=SQL(MARK)))
        return date

    @api.model
    def _release(self, reason, kept_count, dropped_count):
        """Append what lets this database send again: a row for each reason to hold it."""
        self._note()
        marks = self.env.execute_query(SQL(HELD, mark=SQL(MARK)))
        common = {
            "kind": RELEASED,
            "database": self.env.cr.dbname,
            "date": fields.Datetime.now(),
            "user_id": self.env.uid,
            "reason": reason,
            "kept_count": kept_count,
            "dropped_count": dropped_count,
        }
        Trace = self.env["directive.restore.trace"]
        Trace._learn(Trace._missing())
        # Nobody writes these rows by hand; the administrator was checked by the caller.
        rows = self.sudo().with_context(directive_workflow=WORKFLOW)
        return rows.create([{"mark": mark, **common} for [mark] in marks])

    def _refuse(self):
        raise UserError(self.env._("The history of restored copies cannot be changed."))
