from odoo import api, models


class DirectiveTaskRequest(models.Model):
    """A request is found by its reason, its task, a number or the agency."""

    _name = "directive.task.request"
    _inherit = ["directive.task.request", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "reason", "task_id.name")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "task_id.number")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")
