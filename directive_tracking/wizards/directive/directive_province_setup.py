from odoo import models

from ...tools.agency.provinces import LEVELS, provinces


class DirectiveProvinceSetup(models.TransientModel):
    _inherit = "directive.province.setup"

    def _adapt_catalogues(self):
        """Use the wording for cities in the shipped issuers, unless they were renamed."""
        super()._adapt_catalogues()
        level = provinces()[self.province_code].level
        if level == LEVELS["tinh"]:
            return
        word = LEVELS["tinh"]
        Issuer = self.env["directive.issuer"].with_context(active_test=False)
        for issuer in Issuer.search([("name", "=like", f"%Ủy ban nhân dân {word}")]):
            issuer.name = issuer.name.removesuffix(word) + level
