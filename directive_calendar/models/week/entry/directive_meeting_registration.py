from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW


class DirectiveMeeting(models.Model):
    """What agencies register for the coming week, and what the Office makes of it."""

    _inherit = "directive.meeting"

    def action_approve(self):
        """Take registered meetings into the week."""
        self._decide("approved")
        return True

    def action_withdraw(self):
        """Withdraw what one's own agency has registered, until the Office has decided."""
        self.check_access("read")
        for meeting in self:
            if meeting.registered_by_agency_id not in self.env.user._directive_agencies():
                raise AccessError(
                    self.env._("You are not allowed to withdraw what another agency registered.")
                )
        # Agencies do not write meetings; that this one is theirs was asked above.
        words = self._official().env._("Withdrawn by the agency")
        self.sudo()._settle("cancelled", words, is_withdrawn=True)
        return True

    def _refuse_registration(self, reason):
        """Refuse registered meetings, for a reason their agencies read."""
        self._decide("cancelled", reason)

    def _merge_registration(self, successor, reason):
        """Let registered meetings go up in ``successor``, to which their agencies are invited."""
        successor.ensure_one()
        agencies = self.registered_by_agency_id | self.agency_ids
        self._decide("cancelled", reason, successor_id=successor.id)
        added = [Command.link(agency.id) for agency in agencies - successor.agency_ids]
        if added:
            successor._change({"agency_ids": added}, reason)

    def _take_up(self, reason):
        """Let a registration that was refused, merged or withdrawn wait for a decision again.

        :raises UserError: if it is none, or its week has been published meanwhile
        """
        self.ensure_one()
        self.check_access("write")
        reason = self._typed_text(reason)
        if not reason:
            raise UserError(self.env._("Enter the reason: the agency will read it."))
        # Who writes the calendar need not see its weeks' records; nothing of them is shown.
        self.sudo().week_id._hold_and_touch()
        self._hold_and_touch()
        self._check_may_be_taken_up()
        known = self.with_context(directive_workflow=WORKFLOW)
        forgotten = {"successor_id": False, "is_withdrawn": False}
        known.write({"state": "registered", "reason": reason, **forgotten})
        self._after_taking_up()

    def _check_may_be_taken_up(self):
        # Its week and its revisions are the system's: the reader may not see them.
        known = self.sudo()
        is_refused = self.registered_by_agency_id and self.state == "cancelled"
        if not is_refused or known.revision_ids:
            raise UserError(self.env._("“%s” is not a refused registration.", self.display_name))
        self._check_week_is_draft()

    def _check_week_is_draft(self):
        # Who writes the calendar need not see its weeks' records.
        if self.sudo().week_id.state != "draft":
            raise UserError(
                self.env._(
                    "The week of “%s” has been published: enter the meeting there as a new one.",
                    self.display_name,
                )
            )

    def _after_taking_up(self):
        """Do what follows when a registration is considered again; higher rooms tell its agency."""

    def _decide(self, state, reason="", **values):
        self.check_access("write")
        self._settle(state, reason, **values)
        self._after_decision()

    def _settle(self, state, reason="", **values):
        """Bring registered meetings into ``state``; who comes second is told so."""
        self._hold_and_touch()
        for meeting in self:
            if meeting.state != "registered":
                raise UserError(
                    self.env._("“%s” has been decided on already.", meeting.display_name)
                )
        self.with_context(directive_workflow=WORKFLOW).write(
            {"state": state, "reason": reason or False, **values}
        )

    def _after_decision(self):
        """Do what follows from a decision on registrations; higher rooms tell agencies here."""
