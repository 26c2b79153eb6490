from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.invitation.words import GIVEN, REFUSED, SUBSTITUTE, WAITING


class DirectiveMeetingParticipation(models.Model):
    """The chair's word on a substitute: Decision 45/2018/QĐ-TTg wants the chair to agree."""

    _inherit = "directive.meeting.participation"

    can_consent = fields.Boolean(compute="_compute_can_consent")

    @api.depends("answer", "consent")
    @api.depends_context("uid")
    def _compute_can_consent(self):
        for row in self:
            waits = row.answer == SUBSTITUTE and row.consent == WAITING
            row.can_consent = waits and row._is_for_chair()

    def _is_for_chair(self):
        """Tell whether the user speaks for the chair.

        That is the chair or a keeper of their calendar; without either, the Office.
        """
        user = self.env.user
        # Who keeps the calendar of the chair is not everybody's to read.
        chair = self.sudo().meeting_id.chair_id
        people = chair.user_id | chair.keeper_ids
        if people.filtered("active"):
            return user in people
        return user.has_group("directive_tracking.group_directive_office")

    def action_consent(self):
        """Agree, for the chair, to these substitutes."""
        return self._decide(GIVEN, "")

    def do_refuse_substitute(self, reason):
        """Refuse, for the chair: the invited person is to come.

        :raises UserError: without a reason
        """
        reason = self._typed_text(reason)
        if not reason:
            raise UserError(self.env._("Say why: the agency reads it."))
        return self._decide(REFUSED, reason)

    def action_refuse(self):
        """Refuse these substitutes: the invited person is to come."""
        words = self.meeting_id._official().env._("The chair wants the invited person to come.")
        return self._decide(REFUSED, words)

    def _decide(self, consent, note):
        self.check_access("read")
        for row in self:
            if not row._is_for_chair():
                raise UserError(
                    self.env._("Only the chair and the keepers of their calendar can decide.")
                )
            known = row.sudo()  # agencies' answers are written by the steps alone
            known._hold_and_touch()
            if known.answer != SUBSTITUTE or known.consent != WAITING:
                raise UserError(
                    self.env._("This has been decided, or the agency answers otherwise now.")
                )
            known._write_step(consent=consent, consent_note=note or False)
            known._tell_decision()
        return True

    def _ask_consent(self):
        meeting = self.meeting_id
        people = meeting._leaders_people(meeting.chair_id) or meeting._office_rows()
        self._tell_of_substitute("meeting_substitute", people)

    def _tell_decision(self):
        people = self.meeting_id._agency_people(self.agency_id)
        self._tell_of_substitute("meeting_consent", people)

    def _tell_of_substitute(self, event, people):
        meeting = self.meeting_id
        said = self.with_env(meeting._official().env)  # kept as it is, whoever reads it
        consent = self._fields["consent"]._description_selection(said.env)
        words = [
            said.agency_id.name,
            said.answer_text,
            dict(consent)[self.consent],
            self.consent_note,
        ]
        meeting._tell(
            event,
            {meeting.id: people},
            occurrence=f"{self.id} {meeting._answer_number(self)}",
            urgency=meeting._urgency_of_news(None),
            note=" · ".join(filter(None, words)),
            valid_until=meeting.date_start,
            wants_ack=False,
        )
