from odoo import fields, models

from ...models.notice.telling import says_what_it_sent


class DirectiveTaskDecision(models.TransientModel):
    """A leader's question with its day, and a call to come in."""

    _name = "directive.task.decision"
    _inherit = ["directive.task.decision", "directive.deadline.mixin"]

    verb = fields.Selection(
        selection_add=[("call_in", "Call the agency in")], ondelete={"call_in": "cascade"}
    )
    date_deadline = fields.Date(
        string="Answer by", default=lambda self: self._default_date_deadline()
    )

    def _default_date_deadline(self):
        return self.env["directive.settings"]._working_days_from_today("explanation_days")

    @says_what_it_sent
    def action_decide(self):
        """Take the step; a question goes with the day to answer by."""
        self.ensure_one()
        if self.verb != "request_explanation":
            return super().action_decide()
        self.task_ids.action_request_explanation(self.note, self.date_deadline)
        return {"type": "ir.actions.act_window_close"}
