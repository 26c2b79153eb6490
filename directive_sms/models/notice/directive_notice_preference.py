from odoo import fields, models

from odoo.addons.directive_tracking.tools.notice.choice import CHOICES, USUAL


class DirectiveNoticePreference(models.Model):
    """SMS as one more channel that people can choose or opt out of."""

    _inherit = "directive.notice.preference"

    channel_sms = fields.Selection(CHOICES, string="SMS", required=True, default=USUAL)
