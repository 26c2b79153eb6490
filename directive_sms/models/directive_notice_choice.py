from odoo import api, fields, models

from odoo.addons.directive_tracking.models.notice.directive_notice_preference import CHOICES, USUAL


class DirectiveNoticePreference(models.Model):
    """SMS as one more way a person chooses: for every new task, or not for what may be declined."""

    _inherit = "directive.notice.preference"

    channel_sms = fields.Selection(CHOICES, string="SMS", required=True, default=USUAL)


class DirectiveNoticeFloor(models.Model):
    """SMS nobody can decline, wherever the rules and settings send one."""

    _inherit = "directive.notice.floor"

    channel_sms = fields.Boolean(string="SMS")


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    @api.model
    def _askable_channels(self):
        """Return the channels a person may ask for; SMS costs, so the province decides."""
        channels = super()._askable_channels()
        allowed = self.env["directive.settings"]._get_sms("on_request")
        if allowed and self.env["directive.sms.gateway"]._exists_any():
            return (*channels, "sms")
        return channels
