from odoo import fields, models


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    task_id = fields.Many2one(related="notice_id.task_id")
