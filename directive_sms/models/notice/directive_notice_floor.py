from odoo import fields, models


class DirectiveNoticeFloor(models.Model):
    """SMS as a mandatory channel, wherever rules and settings send one."""

    _inherit = "directive.notice.floor"

    channel_sms = fields.Boolean(string="SMS")
