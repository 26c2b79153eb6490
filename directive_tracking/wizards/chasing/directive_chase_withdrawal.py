from odoo import fields, models

from ...models.notice.telling import says_what_it_sent


class DirectiveChaseWithdrawal(models.TransientModel):
    """The reason for withdrawing a formal reminder or a question of the leadership."""

    _name = "directive.chase.withdrawal"
    _description = "Withdrawal"

    chaser_ids = fields.Many2many("directive.chaser", string="Formal reminders")
    explanation_ids = fields.Many2many("directive.explanation", string="Explanations")
    note = fields.Text(string="Reason", required=True)

    @says_what_it_sent
    def action_withdraw(self):
        """Withdraw them; the agencies are told."""
        self.ensure_one()
        for records in (self.chaser_ids, self.explanation_ids):
            if records:
                records.action_withdraw(self.note)
        return {"type": "ir.actions.act_window_close"}
