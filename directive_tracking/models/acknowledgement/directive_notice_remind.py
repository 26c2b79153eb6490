from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.urgency import EXPRESS
from .directive_notice import REPEAT

PAUSE_MINUTES = 10
CHASERS = ("office", "leader")


class DirectiveNoticeAcknowledgement(models.Model):
    """Manual reminders, through every channel available for a person."""

    _inherit = "directive.notice.acknowledgement"

    date_reminded = fields.Datetime(string="Reminded on", readonly=True)
    reminder_id = fields.Many2one("res.users", string="Reminded by", readonly=True)

    def action_remind(self):
        """Repeat the notices of these rows at once, but not twice within ten minutes."""
        self._check_chaser()
        # Users cannot write the ledger directly; the role and the rows were checked above.
        rows = self.sudo()._mark_reminded()
        if rows:
            now = fields.Datetime.now()
            # Notices are written by the system alone.
            Notice = self.env["directive.notice"].sudo()
            Notice._repeat(
                f"remind:{now:%Y%m%d%H%M%S}",
                rows._recipient_rows(),
                self.env["directive.channel"]._reminding(),
                Notice._default_valid_until(REPEAT, now),
            )
            rows._log(self.env._("Reminded by %(user)s", user=self.env.user.name))
        return self._reminded_notification(len(rows), rows._waits_for_morning())

    def _check_chaser(self):
        user = self.env.user
        if not any(user.has_group(f"directive_tracking.group_directive_{one}") for one in CHASERS):
            raise UserError(self.env._("Only the Office and the leadership can remind others."))
        self.check_access("read")

    def _mark_reminded(self):
        """Return the rows that may be reminded now: the second of two clicks gets none."""
        now = fields.Datetime.now()
        self.flush_model()
        marked = self.env.execute_query(
            SQL(
                """
                UPDATE directive_notice_acknowledgement
                   SET date_reminded = %(now)s, reminder_id = %(uid)s
                 WHERE id = ANY(%(ids)s) AND state = 'waiting'
                   AND (date_reminded IS NULL OR date_reminded <= %(limit)s) RETURNING id
                """,
                now=now,
                uid=self.env.uid,
                ids=self.ids,
                limit=fields.Datetime.subtract(now, minutes=PAUSE_MINUTES),
            )
        )
        self.invalidate_model()
        return self.browse(sorted(row[0] for row in marked))

    def _waits_for_morning(self):
        """Tell whether some of these messages wait for the end of the quiet hours."""
        if all(row.urgency in EXPRESS for row in self):
            return False
        return not self.env["directive.notice.delivery"]._is_open_hour()

    def _reminded_notification(self, count, waits):
        """Return the message for the user who clicked."""
        left = len(self) - count
        if not left:
            message = self.env._("%(count)s people have been reminded.", count=count)
        elif not count:
            message = self.env._(
                "No reminder was sent: they have seen it, or were reminded in the last "
                "%(minutes)s minutes.",
                minutes=PAUSE_MINUTES,
            )
        else:
            message = self.env._(
                "%(count)s people have been reminded; %(left)s have seen it or were reminded "
                "in the last %(minutes)s minutes.",
                count=count,
                left=left,
                minutes=PAUSE_MINUTES,
            )
        if waits:
            message += " " + self.env._(
                "Messages that are not express are sent when the quiet hours end."
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "success" if count else "warning", "message": message},
        }
