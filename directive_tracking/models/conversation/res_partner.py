from odoo import api, models
from odoo.fields import Domain


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _get_mention_suggestions_domain(self, search):
        """Suggest to agencies only people visible to them."""
        domain = Domain(super()._get_mention_suggestions_domain(search))
        user = self.env.user
        if user._directive_knows_all() or not user._directive_agencies():
            return domain
        return domain & Domain("id", "in", user._directive_known_partners())
