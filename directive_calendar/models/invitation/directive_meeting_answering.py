from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.notice.answers import COMMENT, RECEIVED

from ...tools.invitation import reply
from ...tools.invitation.words import ATTENDS, EXCUSED, SUBSTITUTE

OWN = (ATTENDS, SUBSTITUTE, EXCUSED)


class DirectiveMeeting(models.Model):
    """Answers to a message without logging in: by the signed link, or in words by SMS."""

    _inherit = "directive.meeting"

    @api.model
    def _answer_kinds(self):
        return (*super()._answer_kinds(), *OWN)

    @api.model
    def _understood(self, typed, via):
        """Read “DU”, “CU <name>, <post>”, “XIN VANG <reason>” of an answer typed as words."""
        if via == "link" or typed.kind not in (COMMENT, RECEIVED) or not typed.text:
            return super()._understood(typed, via)
        kind, text = reply.read(typed.text)
        return typed._replace(kind=kind, text=text) if kind in OWN else typed

    @api.model
    def _reply_words(self):
        return "DU / CU <ten, chuc vu> / XIN VANG <ly do>"

    def _offers_answer(self, row, kind):
        if kind not in OWN:
            return super()._offers_answer(row, kind)
        participation = self._participation_of(row)
        return bool(participation) and not participation._why_closed()

    def _participation_of(self, row):
        """Return how the agency of the recipient of ``row`` takes part, or none."""
        return self.participation_ids.filtered(
            lambda one: one.agency_id and one.agency_id == row.agency_id
        )

    def _check_answer(self, row, typed):
        super()._check_answer(row, typed)
        if typed.kind in OWN:
            participation = self._participation_of(row)
            if not participation:
                raise UserError(self.env._("Your agency is not invited to this meeting."))
            participation._check_answer(typed.kind, *self._parts(typed))

    @api.model
    def _parts(self, typed):
        """Return name and post of a substitute, and the reason, as they were typed."""
        name, post = reply.person(typed.text) if typed.kind == SUBSTITUTE else ("", "")
        return name, post, typed.text if typed.kind == EXCUSED else ""

    def _carry_out_answer(self, answer):
        if answer.kind not in OWN:
            super()._carry_out_answer(answer)
            return
        participation = self._participation_of(answer)
        parts = self._parts(answer)
        participation._take_answer(answer.kind, *parts, "message", answer.user_id)

    def _tell_office_of(self, participation):
        """Tell the specialist that an agency asks to be excused, and why."""
        self._tell(
            "meeting_excuse",
            # The agency that answers need not know who follows the meeting.
            {self.id: self.sudo()._office_rows()},
            occurrence=f"{participation.id} {self._answer_number(participation)}",
            note=f"{participation.agency_id.name}: {participation.excuse_reason}",
            valid_until=self.date_start,
            wants_ack=False,
        )

    def _answer_number(self, participation):
        # Only their number is told.
        return len(participation.sudo().answer_ids)
