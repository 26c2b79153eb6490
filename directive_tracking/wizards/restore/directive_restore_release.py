from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.delivery import CANCELLED, QUEUED

ADMIN = "directive_tracking.group_directive_admin"
NONE, AFTER, ALL = "none", "after", "all"
# Administrators count messages and do not read them.
WAITING = """
  SELECT delivery.channel, notice.event, count(*), min(delivery.create_date),
         max(delivery.create_date)
    FROM directive_notice_delivery AS delivery
    JOIN directive_notice AS notice ON notice.id = delivery.notice_id
   WHERE delivery.state = 'queued'
GROUP BY delivery.channel, notice.event
ORDER BY delivery.channel, notice.event
"""


class DirectiveRestoreRelease(models.TransientModel):
    """The form that shows what a restored or copied database would send, and releases it."""

    _name = "directive.restore.release"
    _description = "Release of a Restored Copy"

    is_held = fields.Boolean(string="Held", compute="_compute_is_held")
    date_noticed = fields.Datetime(string="Copy noticed on", compute="_compute_is_held")
    waiting = fields.Text(string="Waiting messages", compute="_compute_waiting")
    choice = fields.Selection(
        [
            (NONE, "Send none of them"),
            (AFTER, "Send only those written in this copy"),
            (ALL, "Send all of them"),
        ],
        string="What to do with them",
        required=True,
        default=NONE,
        help="Messages written before the copy was noticed may have been sent by the lost database.",
    )
    reason = fields.Text()

    @api.depends_context("uid")
    def _compute_is_held(self):
        Restore = self.env["directive.restore"]
        for release in self:
            release.is_held = Restore._is_held()
            release.date_noticed = release.is_held and Restore._date_noticed()

    @api.depends_context("uid", "lang")
    def _compute_waiting(self):
        lines = "\n".join(self._waiting_lines())
        for release in self:
            release.waiting = lines or self.env._("No message is waiting.")

    @api.model
    def _waiting_lines(self):
        """Return one line for each channel and kind of message that waits."""
        if not self.env.user.has_group(ADMIN):
            return []
        Delivery, Event = self.env["directive.notice.delivery"], self.env["directive.notice.event"]
        channels = dict(Delivery._fields["channel"]._description_selection(self.env))
        self.env.flush_all()
        return [
            self._waiting_line(channels.get(channel, channel), Event._label(event) or event, *found)
            for channel, event, *found in self.env.execute_query(SQL(WAITING))
        ]

    @api.model
    def _waiting_line(self, channel, event, count, first, last):
        return self.env._(
            "%(channel)s, %(event)s: %(count)s, written from %(first)s to %(last)s",
            channel=channel,
            event=event,
            count=count,
            first=self.env["directive.settings"]._moment_in_words(first),
            last=self.env["directive.settings"]._moment_in_words(last),
        )

    def action_release(self):
        """Settle the messages that are not to go, and let this database send again."""
        self.ensure_one()
        self._check_possible()
        # Nobody may write the ledger by hand; the administrator was checked.
        Delivery = self.env["directive.notice.delivery"].sudo()
        dropped = Delivery.search(self._dropped_domain())
        dropped._move(CANCELLED, self.env._("Not sent after a restore: %s", self.reason))
        kept = Delivery.search_count(Domain("state", "=", QUEUED))
        self.env["directive.restore"]._release(self.reason, kept, len(dropped))
        Delivery._trigger_send()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_restore_action"
        )

    def _check_possible(self):
        if not self.env.user.has_group(ADMIN):
            raise UserError(self.env._("Only an administrator may release a restored copy."))
        if not self.env["directive.restore"]._is_held():
            raise UserError(self.env._("Nothing is held: this database sends its messages."))
        if not (self.reason or "").strip():
            raise UserError(self.env._("Enter a reason: it stays in the history."))

    def _dropped_domain(self):
        waiting = Domain("state", "=", QUEUED)
        if self.choice == ALL:
            return Domain.FALSE
        if self.choice == NONE:
            return waiting
        return waiting & Domain("create_date", "<", self.env["directive.restore"]._date_noticed())
