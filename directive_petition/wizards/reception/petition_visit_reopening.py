from odoo import fields, models


class PetitionVisitReopening(models.TransientModel):
    """Asks why a visit is opened again."""

    _name = "petition.visit.reopening"
    _description = "Reopening of a Visit"

    visit_id = fields.Many2one("petition.visit", required=True, readonly=True, ondelete="cascade")
    reason = fields.Char(required=True, help="Kept in the remarks of the register.")

    def action_reopen(self):
        """Open the visit again; the form behind shows it."""
        self.ensure_one()
        self.visit_id.action_reopen(self.reason)
        return {"type": "ir.actions.act_window_close"}
