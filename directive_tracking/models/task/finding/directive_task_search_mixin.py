from odoo import api, models


class DirectiveTaskSearchMixin(models.AbstractModel):
    """A row about a task is found by the task's words and number, and by its own agency."""

    _name = "directive.task.search.mixin"
    _description = "Search of Rows about a Task"
    _inherit = ["directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "task_id.name")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "task_id.number")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")
