from odoo import api, fields, models


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    broadcast_id = fields.Many2one(related="notice_id.broadcast_id")

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "broadcast_id.name")
