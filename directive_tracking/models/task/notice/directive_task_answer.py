from odoo import models

from ....tools.notice.answers import RECEIVED
from ....tools.workflow import ASSIGNED, OPEN_STATES


class DirectiveTask(models.Model):
    """Answers to a task: with "received" the lead agency also receives it."""

    _inherit = "directive.task"

    def _is_led_by(self, row):
        """Tell whether the recipient of ``row`` belongs to the lead agency."""
        user = row._answering_user()
        if user:
            return self.with_user(user)._is_lead()
        agencies = row._agencies_of_contacts().get(row.partner_id.id, ())
        return self.lead_agency_id.id in agencies

    def _carry_out_answer(self, answer):
        user = answer.user_id
        if answer.kind == RECEIVED and user and self.state == ASSIGNED:
            mine = self.with_user(user)
            if mine._is_lead():
                mine.action_receive()
        super()._carry_out_answer(answer)

    def _answer_page(self, row):
        states = dict(self._fields["state"]._description_selection(self.env))
        lead = self.lead_agency_id.name
        return super()._answer_page(row) | {
            "agency": lead and self.env._("Lead agency: %(agency)s", agency=lead),
            "state": self.state not in OPEN_STATES and states[self.state],
        }
