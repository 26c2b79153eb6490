import time
from collections import Counter

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.delivery import CANCELLED, QUEUED, SENDING, UNKNOWN
from ...tools.restore.answer import HAD, NEVER, PART, UNCLEAR

ADMIN = "directive_tracking.group_directive_admin"
ASK_SECONDS = 40  # shorter than a request may last
NONE, AFTER, ALL = "none", "after", "all"
# Administrators count messages and do not read them.
WAITING = """
  SELECT delivery.channel, notice.event, count(*), min(delivery.create_date),
         max(delivery.create_date)
    FROM directive_notice_delivery AS delivery
    JOIN directive_notice AS notice ON notice.id = delivery.notice_id
   WHERE delivery.state IN ('queued', 'sending')
GROUP BY delivery.channel, notice.event
ORDER BY delivery.channel, notice.event
"""


class DirectiveRestoreRelease(models.TransientModel):
    """The form that shows what a restored or copied database would send, and releases it."""

    _name = "directive.restore.release"
    _inherit = "directive.filled.mixin"
    _description = "Release of a Restored Copy"

    is_held = fields.Boolean(string="Held", compute="_compute_is_held")
    date_noticed = fields.Datetime(string="Copy noticed on", compute="_compute_is_held")
    totals = fields.Text(string="Waiting", compute="_compute_waiting")
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
    can_ask = fields.Boolean(string="A provider can be asked", compute="_compute_can_ask")
    asked = fields.Json(string="Answers of the providers", readonly=True)  # {row id: answer}
    answers = fields.Text(string="What the providers say", compute="_compute_answers")

    @api.depends_context("uid")
    def _compute_can_ask(self):
        self.can_ask = bool(self._telling_channels())

    @api.depends("asked")
    @api.depends_context("uid", "lang")
    def _compute_answers(self):
        for release in self:
            release.answers = "\n".join(release._answer_lines())

    @api.depends_context("uid")
    def _compute_is_held(self):
        Restore = self.env["directive.restore"]
        for release in self:
            release.is_held = Restore._is_held()
            release.date_noticed = release.is_held and Restore._date_noticed()

    @api.depends_context("uid", "lang")
    def _compute_waiting(self):
        rows = self._waiting_kinds()
        counts = Counter()
        for channel, _event, count, *_moments in rows:
            counts[channel] += count
        if letters := self._waiting_letters():
            counts[self.env._("System e-mails, such as those for a new password")] = len(letters)
        totals = "\n".join(f"{channel}: {count}" for channel, count in counts.items())
        for release in self:
            release.totals = totals or self.env._("No message is waiting.")
            release.waiting = "\n".join(self._waiting_line(*row) for row in rows)

    @api.model
    def _waiting_kinds(self):
        """Return (channel, event, count, first and last moment) of each kind that waits."""
        if not self.env.user.has_group(ADMIN):
            return []
        Delivery, Event = self.env["directive.notice.delivery"], self.env["directive.notice.event"]
        channels = dict(Delivery._fields["channel"]._description_selection(self.env))
        self.env.flush_all()
        return [
            (channels.get(channel, channel), Event._label(event) or event, *found)
            for channel, event, *found in self.env.execute_query(SQL(WAITING))
        ]

    @api.model
    def _waiting_letters(self):
        """Return what waits in Odoo's own queue of e-mails."""
        # Administrators release what is queued for everybody; they see only the number.
        letters = self.env["mail.mail"].sudo()
        if not self.env.user.has_group(ADMIN):
            return letters
        return letters.search(Domain("state", "=", "outgoing"))

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

    # What the providers say they had

    def action_ask(self):
        """Ask each provider that can answer about each waiting message, for as long as allowed."""
        self.ensure_one()
        self._check_held()
        self._write_what_is_due()
        self._ask()
        return self._opened_again()

    @api.model
    def _write_what_is_due(self):
        """Write the reminders that this copy would soon write by itself.

        The lost database may have sent those of the same day: they are seen and asked about too.
        """
        system = self.env(user=SUPERUSER_ID)  # as the scheduled actions do
        system["directive.reminder.rule"]._cron_remind()
        system["directive.notice.acknowledgement"]._cron_climb()

    def _ask(self):
        """Ask about the messages not yet asked about, else about those without a certain answer."""
        end, noticed = time.monotonic() + ASK_SECONDS, self.env["directive.restore"]._date_noticed()
        before, answers = self.asked or {}, {}
        for channel in self._telling_channels():
            rows = self._waiting_rows(channel)
            fresh = rows.filtered(lambda row: str(row.id) not in before)
            unclear = rows.filtered(lambda row: before.get(str(row.id)) == UNCLEAR)
            answers |= channel._ask_about(fresh or unclear, noticed, end)
        self._filling().asked = before | {str(row.id): answer for row, answer in answers.items()}

    def _telling_channels(self):
        # The system asks and settles its own ledger; administrators see only the numbers.
        channels = self.env["directive.channel"].sudo()._all().values()
        return [channel for channel in channels if channel._can_tell()]

    @api.model
    def _waiting_rows(self, channel):
        waiting = Domain("state", "in", (QUEUED, SENDING)) & Domain("channel", "=", channel._code)
        # Administrators release what is queued for everybody.
        return self.env["directive.notice.delivery"].sudo().search(waiting, order="id")

    def _count_unasked(self):
        rows = (row for channel in self._telling_channels() for row in self._waiting_rows(channel))
        return sum(str(row.id) not in (self.asked or {}) for row in rows)

    def _answer_lines(self):
        """Return one line for each kind of answer."""
        if not self.can_ask:
            return []
        counts = Counter((self.asked or {}).values())
        words = {
            HAD: self.env._("%s: the provider had them. They are now “sent” and do not go again."),
            PART: self.env._("%s: perhaps part of such a message. “Unclear”, for a person."),
            NEVER: self.env._("%s: the provider does not know them."),
            UNCLEAR: self.env._("%s: no certain answer. Ask again, or do not send them."),
        }
        lines = [words[answer] % counts[answer] for answer in words if counts[answer]]
        unasked = self._count_unasked()
        return [*lines, *([self.env._("%s: not yet asked about.", unasked)] if unasked else [])]

    def _opened_again(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_restore_release_action"
        )
        return {**action, "res_id": self.id}

    # Release

    def action_release(self):
        """Settle the messages that are not to go, and let this database send again.

        Before any is kept, each provider that can answer has been asked about each.
        """
        self.ensure_one()
        self._check_possible()
        self._write_what_is_due()
        if self.choice != NONE and self._count_unasked():
            self._ask()
            if self._count_unasked():
                return self._opened_again()
        # Nobody may write the ledger by hand; the administrator was checked.
        Delivery = self.env["directive.notice.delivery"].sudo()
        self._settle_interrupted(Delivery)
        waiting = Domain("state", "=", QUEUED) & self._outgoing_domain()
        dropped = Delivery.search(waiting & self._dropped_domain())
        dropped._move(CANCELLED, self.env._("Not sent after a restore: %s", self.reason))
        letters = self._drop_of_odoo()
        kept = Delivery.search_count(Domain("state", "=", QUEUED)) + len(self._waiting_letters())
        self.env["directive.restore"]._release(self.reason, kept, len(dropped) + len(letters))
        Delivery._trigger_send()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_restore_action"
        )

    @api.model
    def _settle_interrupted(self, Delivery):
        """Leave to a person what was being handed over when the backup was made."""
        reason = self.env._("It was being handed over when the backup was made.")
        rows = Delivery.search(Domain("state", "=", SENDING) & self._outgoing_domain())
        rows._move(UNKNOWN, reason)

    @api.model
    def _outgoing_domain(self):
        """Return the messages that leave the house: a to-do in the application does not."""
        channels = self.env["directive.channel"]._all()
        return Domain("channel", "not in", [one for one, it in channels.items() if it._is_silent])

    def _check_held(self):
        if not self.env.user.has_group(ADMIN):
            raise UserError(self.env._("Only an administrator may release a restored copy."))
        if not self.env["directive.restore"]._is_held():
            raise UserError(self.env._("Nothing is held: this database sends its messages."))

    def _check_possible(self):
        self._check_held()
        if not (self.reason or "").strip():
            raise UserError(self.env._("Enter a reason: it stays in the history."))

    def _drop_of_odoo(self):
        """Drop what is not to go of Odoo's own queues; return the e-mails."""
        dropped = self._dropped_domain()
        letters = self._waiting_letters().filtered_domain(dropped)
        letters.cancel()
        # Pushes wait for the telephones of everybody; nothing of them is shown.
        self.env["mail.push"].sudo().search(dropped).unlink()
        return letters

    def _dropped_domain(self):
        """Return which of a queue are not to go."""
        if self.choice == ALL:
            return Domain.FALSE
        if self.choice == NONE:
            return Domain.TRUE
        return Domain("create_date", "<", self.env["directive.restore"]._date_noticed())
