from odoo import fields, models

from ...models.notice.telling import says_what_it_sent


class DirectiveBroadcastWithdrawal(models.TransientModel):
    """Ask for the reason of a withdrawal; everybody notified can read it."""

    _name = "directive.broadcast.withdrawal"
    _description = "Broadcast Withdrawal"

    broadcast_id = fields.Many2one("directive.broadcast", required=True, ondelete="cascade")
    note = fields.Text(string="Reason", required=True)

    @says_what_it_sent
    def action_withdraw(self):
        """Withdraw the broadcast with this note."""
        self.broadcast_id.action_cancel(self.note)
        return {"type": "ir.actions.act_window_close"}
