from odoo import api, fields, models


class DirectiveNoticeAcknowledgement(models.Model):
    _inherit = "directive.notice.acknowledgement"

    task_id = fields.Many2one(related="notice_id.task_id")

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "task_id.name")
