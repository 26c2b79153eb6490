from odoo import api, models


class DirectiveAgencyAlias(models.Model):
    """A spelling learnt is found with the next search."""

    _inherit = "directive.agency.alias"

    @api.model_create_multi
    def create(self, vals_list):
        aliases = super().create(vals_list)
        self.env.registry.clear_cache()
        return aliases

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
