from odoo import fields, models


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    directive_id = fields.Many2one(related="notice_id.directive_id")
