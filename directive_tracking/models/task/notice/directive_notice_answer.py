from odoo import api, fields, models


class DirectiveNoticeAnswer(models.Model):
    """An answer about a task is found by that task."""

    _inherit = "directive.notice.answer"

    task_id = fields.Many2one(
        "directive.task", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "task_id.name")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "task_id.number")

    @api.model
    def _copied_columns(self):
        return (*super()._copied_columns(), "task_id")
