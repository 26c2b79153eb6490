from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.notice.answers import COMMENT, RECEIVED

from ...tools.invitation import reply
from ...tools.invitation.change import (
    CANCELLED,
    MERGED,
    MOVED,
    POSTPONED,
    REINSTATED,
    kind_of,
    numbers,
)
from ...tools.invitation.words import ATTENDS, EXCUSED, SUBSTITUTE
from .directive_meeting_known import EVENTS

OWN = (ATTENDS, SUBSTITUTE, EXCUSED)
REMINDER = "meeting_unanswered"
ASKING = (*EVENTS, REMINDER)
OTHER_TIME = (MOVED, POSTPONED, CANCELLED, MERGED, REINSTATED)


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
        if not participation or participation._why_closed():
            return False
        if kind == participation.answer == ATTENDS:
            return False  # said already; another name or another reason may still be given
        return not self._is_of_another_time(row.notice_id.repeats_id or row.notice_id)

    def _answer_page(self, row):
        # Whoever answers for the agency reads what it has answered.
        standing = self._participation_of(row).sudo().answer
        return super()._answer_page(row) | {"standing": standing}

    def _is_of_another_time(self, notice):
        """Tell whether ``notice`` spoke of a time that no longer holds: its reader answers to that."""
        number = numbers(notice.occurrence)[0]
        if number is None or notice.event not in ASKING:
            return False
        return kind_of(self._said_at(number), self._kept_values()) in OTHER_TIME

    def _participation_of(self, row):
        """Return how the agency of the recipient of ``row`` takes part, or none."""
        return self.participation_ids.filtered(
            lambda one: one.agency_id and one.agency_id == row.agency_id
        )

    def _answer_round(self, row, typed):
        """Who has answered otherwise since, or was asked anew, may answer as before."""
        if typed.kind not in OWN:
            return super()._answer_round(row, typed)
        # What colleagues have answered decides; it is not shown.
        participation = self._participation_of(row).sudo()
        given = len(participation.answer_ids)
        return str(given - participation._stands_as(typed.kind, *self._parts(typed)))

    def _check_answer(self, row, typed):
        super()._check_answer(row, typed)
        if typed.kind in OWN:
            participation = self._participation_of(row)
            if not participation:
                raise UserError(self.env._("Your agency is not invited to this meeting."))
            if self._is_of_another_time(row.notice_id.repeats_id or row.notice_id):
                raise UserError(
                    self.env._(
                        "The meeting has been changed since this message: answer the newer one."
                    )
                )
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
