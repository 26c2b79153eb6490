from odoo import fields, models

from ...models.notice.telling import says_what_it_sent

STEPS = [("return", "Return"), ("withdraw", "No longer ask for it")]


class DirectiveInquiryNote(models.TransientModel):
    """The reason for returning reports, or for asking for them no longer."""

    _name = "directive.inquiry.note"
    _description = "Reason for a Step on Reports"

    answer_ids = fields.Many2many("directive.inquiry.answer", string="Reports")
    inquiry_id = fields.Many2one("directive.inquiry", string="Report", ondelete="cascade")
    step = fields.Selection(STEPS, required=True, default="return")
    note = fields.Text(string="Reason", required=True)

    @says_what_it_sent
    def action_take(self):
        """Take the step; the agencies are told."""
        self.ensure_one()
        if self.step == "return":
            self.answer_ids.action_return(self.note)
        else:
            (self.inquiry_id or self.answer_ids).action_withdraw(self.note)
        return {"type": "ir.actions.act_window_close"}
