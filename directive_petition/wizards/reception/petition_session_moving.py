from odoo import fields, models


class PetitionSessionMoving(models.TransientModel):
    """Asks for the new day of a session that is not held."""

    _name = "petition.session.moving"
    _description = "Another Day of a Session"

    session_id = fields.Many2one(
        "petition.session", required=True, readonly=True, ondelete="cascade"
    )
    date = fields.Date(string="New day", required=True)
    reason = fields.Char(required=True, help="Announced at the place, with the new day.")

    def action_move(self):
        """Move the session, and show the new one."""
        self.ensure_one()
        return self.session_id.action_move(self.date, self.reason)
