from odoo import fields, models


class DirectiveNoticeAcknowledgement(models.Model):
    _inherit = "directive.notice.acknowledgement"

    task_id = fields.Many2one(related="notice_id.task_id")
