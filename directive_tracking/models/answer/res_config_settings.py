from odoo import models
from odoo.exceptions import AccessError


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    def action_withdraw_links(self):
        """Invalidate all links for answers without login sent so far."""
        user = self.env.user
        if not (user._is_system() or user.has_group("directive_tracking.group_directive_admin")):
            raise AccessError(self.env._("Only an administrator can withdraw the links sent."))
        self.env["directive.notice.link"]._withdraw_links()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("All links sent so far have been withdrawn."),
            },
        }
