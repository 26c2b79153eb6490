from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.notice.delivery import CANCELLED, QUEUED, UNKNOWN
from ...tools.recipient import once
from ...tools.urgency import EXPRESS
from ...tools.workflow import WORKFLOW
from ..acknowledgement.directive_acknowledgement_mixin import WAITING
from ..notice.telling import says_what_it_sent
from .directive_broadcast_audience import ROLES_OF

# States in which a message has been, or may have been, sent.
TOLD = ("sending", "sent", "delivered", "seen", UNKNOWN)


class DirectiveBroadcast(models.Model):
    """Sending once, withdrawing, and correcting by another broadcast."""

    _inherit = "directive.broadcast"

    @says_what_it_sent
    def action_send(self):
        """Send these drafts to the selected agencies, once each, and freeze them.

        :raises UserError: if one was already sent, has no recipients, or has expired
        """
        self._check_sender()
        self._check_is_draft()
        self.check_access("write")
        if len(self.try_lock_for_update(allow_referencing=True)) < len(self):
            raise UserError(
                self.env._("Someone is sending this broadcast right now: reload the page.")
            )
        for broadcast in self:
            broadcast._send()
        return True

    @says_what_it_sent
    def action_cancel(self, note=None):
        """Withdraw sent broadcasts: stop notifying and inform everyone notified so far.

        :raises UserError: without a note, or if one of these is not sent
        """
        self._check_sender()
        if not self._typed_text(note):
            raise UserError(
                self.env._("Enter the reason for the withdrawal: everybody notified can read it.")
            )
        for broadcast in self.filtered(lambda one: one.state != "sent"):
            raise UserError(
                self.env._("“%(name)s” has not been sent.", name=broadcast.display_name)
            )
        for broadcast in self:
            broadcast._withdraw(note.strip())
        return True

    def action_correct(self):
        """Open a draft with the same content and agencies, to be corrected and sent."""
        self.ensure_one()
        self._check_sender()
        name = self.env._("Correction: %(name)s", name=self.name)[:250]
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.copy({"name": name}).id,
            "view_mode": "form",
        }

    def action_view_deliveries(self):
        """Open the messages of this broadcast."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_notice_delivery_action"
        )
        # For one broadcast, the subject is not repeated in every row.
        context = {"directive_of_one": len(self) == 1, "directive_short_name": True}
        return dict(action, domain=[("broadcast_id", "in", self.ids)], context=context)

    def _check_sender(self):
        user = self.env.user
        roles = ("office", "leader")
        if not self.env.su and not any(
            user.has_group(f"directive_tracking.group_directive_{role}") for role in roles
        ):
            raise UserError(
                self.env._("Only the Office and the leaders can send and withdraw broadcasts.")
            )
        self.check_access("read")

    def _send(self):
        agencies = self._check_selection()
        now = fields.Datetime.now()
        self._check_in_time(now)
        valid_until = self.valid_until or self.env["directive.notice"]._default_valid_until(
            "broadcast", now
        )
        recipients = agencies._notice_recipients(ROLES_OF[self.audience])
        self._drop_loose_files()
        self._write_life(
            state="sent",
            date_sent=now,
            sent_by_id=self.env.uid,
            told_agency_ids=agencies.ids,
            valid_until=valid_until,
        )
        self._post("broadcast", recipients, wants_ack=self.wants_ack)

    def _check_in_time(self, now):
        """Raise if this would expire before anybody may be notified."""
        in_words = self.env["directive.settings"]._moment_in_words
        if self.valid_until and self.valid_until <= now:
            raise UserError(
                self.env._(
                    "“%(name)s” was valid until %(moment)s, which has passed: enter a later "
                    "time or none.",
                    name=self.display_name,
                    moment=in_words(self.valid_until),
                )
            )
        opening = self.env["directive.notice.delivery"]._first_open_moment(now)
        if self.valid_until and self.urgency not in EXPRESS and self.valid_until <= opening:
            raise UserError(
                self.env._(
                    "“%(name)s” is valid until %(moment)s, but messages that are not express "
                    "are sent from %(opening)s on: send it as express, or enter a later time.",
                    name=self.display_name,
                    moment=in_words(self.valid_until),
                    opening=in_words(opening),
                )
            )

    def _withdraw(self, note):
        lasting = self.env["directive.notice.event"]._names(outlives=True)
        # Users cannot write the ledger directly and only the Office reads all of it; the role was
        # checked before.
        rows = (
            self.env["directive.notice.delivery"]
            .sudo()
            .search([("broadcast_id", "=", self.id), ("notice_id.event", "not in", lasting)])
        )
        told = rows.filtered(lambda row: row.state in TOLD)
        self._write_life(
            state="cancelled",
            date_cancelled=fields.Datetime.now(),
            cancelled_by_id=self.env.uid,
            cancel_note=note,
        )
        waiting = rows.filtered(lambda row: row.state == QUEUED)
        waiting._move(CANCELLED, self.env._("The broadcast has been withdrawn."))
        for channel, reached in told.grouped("channel").items():
            recipients = once(reached._recipients())
            # Through the same channel as each original message.
            self._post("broadcast_withdrawn", recipients, note=note, channels=(channel,))
        self._stop_waiting()

    def _stop_waiting(self):
        """Stop waiting for acknowledgements."""
        # Users cannot write the ledger directly and only the Office reads all of it; the role was
        # checked before.
        rows = self.env["directive.notice.acknowledgement"].sudo()
        rows.search(self._ack_domain() & WAITING)._cancel(
            self.env._("The broadcast has been withdrawn.")
        )

    def _post(self, event, recipients, **kwargs):
        until = self.valid_until if event == "broadcast" else None
        kwargs.setdefault("wants_ack", False)
        self._tell(event, {self.id: recipients}, urgency=self.urgency, valid_until=until, **kwargs)

    def _write_life(self, **vals):
        # Users cannot write sent broadcasts directly; the verb was checked before.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)
