from odoo import fields, models


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    broadcast_id = fields.Many2one(related="notice_id.broadcast_id")
