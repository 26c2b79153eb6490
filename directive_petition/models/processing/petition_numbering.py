from odoo import api, fields, models


class PetitionNumbering(models.Model):
    """Papers of matters may be numbered by the suite; otherwise the clerk's office numbers them."""

    _inherit = "petition.numbering"

    numbered = fields.Selection(
        selection_add=[("document", "Papers of matters")], ondelete={"document": "cascade"}
    )

    @api.model
    def _default_patterns(self):
        return super()._default_patterns() | {"document": "{n}/{year}/TCD"}
