from odoo import fields, models

from odoo.addons.directive_tracking.tools.notice.choice import CHOICES, USUAL


class DirectiveNoticePreference(models.Model):
    """SMS as one more way a person chooses: for every new task, or not for what may be declined."""

    _inherit = "directive.notice.preference"

    channel_sms = fields.Selection(CHOICES, string="SMS", required=True, default=USUAL)
