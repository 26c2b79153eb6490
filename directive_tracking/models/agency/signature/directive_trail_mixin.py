from odoo import api, models


class DirectiveTrailMixin(models.AbstractModel):
    """Rows on record that are signed as they are written: with the name and post of their people."""

    _name = "directive.trail.mixin"
    _description = "Signed and Kept by the System"
    _inherit = ["directive.kept.mixin", "directive.signature.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        self._sign_all(vals_list)
        return super().create(vals_list)
