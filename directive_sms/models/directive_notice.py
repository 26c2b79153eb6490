from odoo import api, models

from odoo.addons.directive_tracking.tools.urgency import EXPRESS


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    @api.model
    def _default_channels(self, event, urgency):
        """Return the channels of an event: what is express goes by SMS as well."""
        channels = super()._default_channels(event, urgency)
        wanted = urgency in EXPRESS and self.env["directive.settings"]._get_sms("express")
        if wanted and self.env["directive.sms.gateway"]._exists_any():
            return (*channels, "sms")
        return channels
