from contextlib import suppress
from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.home.visit import MARGIN, new_since

LOOKED_EVERY = timedelta(minutes=1)


class DirectiveHomeVisit(models.Model):
    """When somebody was last on their home page; nobody but the page writes it."""

    _name = "directive.home.visit"
    _description = "Visit of a Home Page"
    _log_access = False
    _rec_name = "user_id"

    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    date_since = fields.Datetime(
        string="New since",
        required=True,
        readonly=True,
        help="What happened after this moment is new to this person.",
    )
    date_opened = fields.Datetime(string="Last opened on", required=True, readonly=True)

    _user_uniq = models.UniqueIndex("(user_id)", "This person already has a last visit.")

    @api.model
    def _open(self):
        """Record that the reader looks at the page now; return since when things are new to them."""
        now = fields.Datetime.now()
        mine = self._mine()
        since = new_since(now, mine.date_since or None, mine.date_opened)
        if not mine or since != mine.date_since or now - mine.date_opened > LOOKED_EVERY:
            # A second window of the same person may record its look at this moment: then that counts.
            with suppress(SerializationFailure), self.env.cr.savepoint(flush=False):
                self._keep(since, now)
        return since

    @api.model
    def _since(self):
        """Return since when things are new to the reader, without recording a look."""
        mine = self._mine()
        return mine.date_since or new_since(fields.Datetime.now(), None, None)

    @api.model
    def _mark_seen(self, moment):
        """Record that the reader has seen all that the page showed at ``moment``."""
        now = fields.Datetime.now()
        self._keep(min(moment, now) - MARGIN, now)

    @api.model
    def _mine(self):
        return self.search([("user_id", "=", self.env.uid)], limit=1)

    @api.model
    def _keep(self, since, opened):
        """Write the reader's row, which a second window may be making at this moment."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO directive_home_visit (user_id, date_since, date_opened)"
                " VALUES (%s, %s, %s) ON CONFLICT (user_id) DO UPDATE"
                " SET date_since = EXCLUDED.date_since, date_opened = EXCLUDED.date_opened",
                self.env.uid,
                since,
                opened,
            ),
            log_exceptions=False,
        )
        self.invalidate_model()
