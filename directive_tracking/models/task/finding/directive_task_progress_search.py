from odoo import api, models


class DirectiveTaskProgress(models.Model):
    """A report is found by its text or that of its task, a number or the agency."""

    _name = "directive.task.progress"
    _inherit = ["directive.task.progress", "directive.task.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "content", "result_number")
