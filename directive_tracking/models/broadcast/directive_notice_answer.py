from odoo import fields, models


class DirectiveNoticeAnswer(models.Model):
    _inherit = "directive.notice.answer"

    broadcast_id = fields.Many2one(related="notice_id.broadcast_id")
