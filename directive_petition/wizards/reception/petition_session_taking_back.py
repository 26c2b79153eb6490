from odoo import fields, models


class PetitionSessionTakingBack(models.TransientModel):
    """Asks why a session marked as held was not held after all."""

    _name = "petition.session.taking.back"
    _description = "Session Not Held After All (Form)"

    session_id = fields.Many2one(
        "petition.session", required=True, readonly=True, ondelete="cascade"
    )
    reason = fields.Char(required=True, help="Kept in the trail of the session.")

    def action_take_back(self):
        """Record that the session was not held after all."""
        self.ensure_one()
        self.session_id.action_take_back_holding(self.reason)
        return {"type": "ir.actions.act_window_close"}
