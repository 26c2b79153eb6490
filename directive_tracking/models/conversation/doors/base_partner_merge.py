from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        src_partners._check_not_author()
        return super()._update_foreign_keys(src_partners, dst_partner)
