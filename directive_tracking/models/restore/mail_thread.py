from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _web_push_get_partners_parameters(self, partner_ids):
        """Find no telephone to push to while this database is held."""
        reached = [] if self.env["directive.restore"]._is_held() else partner_ids
        return super()._web_push_get_partners_parameters(reached)
