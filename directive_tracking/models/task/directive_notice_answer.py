from odoo import fields, models


class DirectiveNoticeAnswer(models.Model):
    _inherit = "directive.notice.answer"

    task_id = fields.Many2one(
        "directive.task", readonly=True, index="btree_not_null", ondelete="restrict"
    )
