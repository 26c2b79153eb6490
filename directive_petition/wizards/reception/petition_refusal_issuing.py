from odoo import fields, models


class PetitionRefusalIssuing(models.TransientModel):
    """Asks for the number under which a refusal was signed."""

    _name = "petition.refusal.issuing"
    _description = "Issuing of a Refusal"

    document_id = fields.Many2one(
        "petition.visit.document", required=True, readonly=True, ondelete="cascade"
    )
    number = fields.Char(required=True)
    date = fields.Date(required=True, default=lambda self: self.env["directive.settings"]._today())

    def action_issue(self):
        """Record number and day of the document."""
        self.ensure_one()
        self.document_id.action_issue(self.number, self.date)
        return {"type": "ir.actions.act_window_close"}
