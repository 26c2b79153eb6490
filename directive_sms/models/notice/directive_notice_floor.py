from odoo import fields, models


class DirectiveNoticeFloor(models.Model):
    """SMS nobody can decline, wherever the rules and settings send one."""

    _inherit = "directive.notice.floor"

    channel_sms = fields.Boolean(string="SMS")
