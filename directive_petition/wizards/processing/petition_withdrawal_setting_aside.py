from odoo import fields, models


class PetitionWithdrawalSettingAside(models.TransientModel):
    """Asks why a withdrawal counts no longer."""

    _name = "petition.withdrawal.setting.aside"
    _description = "Setting Aside of a Withdrawal (Form)"

    withdrawal_id = fields.Many2one(
        "petition.withdrawal", required=True, readonly=True, ondelete="cascade"
    )
    reason = fields.Text(required=True, help="Kept with the withdrawal.")

    def action_set_aside(self):
        """Set the withdrawal aside."""
        self.ensure_one()
        self.withdrawal_id.action_set_aside(self.reason)
        return {"type": "ir.actions.act_window_close"}
