from odoo import api, fields, models


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    task_id = fields.Many2one(related="notice_id.task_id")

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "task_id.name")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "task_id.number")
