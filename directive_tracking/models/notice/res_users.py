from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def action_notice_choices(self):
        """Open the current user's notification settings from their preferences."""
        return self.env["directive.notice.recipient"].action_mine()
