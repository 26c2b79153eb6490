from odoo import models


class DirectiveAgencyMember(models.Model):
    _inherit = "directive.agency.member"

    def action_notice_choices(self):
        """Open the notification settings of this member."""
        self.ensure_one()
        self.check_access("read")
        return self.env["directive.notice.recipient"]._action_of(self.partner_id)
