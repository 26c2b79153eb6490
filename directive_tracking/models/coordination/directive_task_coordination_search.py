from odoo import api, models


class DirectiveTaskCoordination(models.Model):
    """A part is found by its duty, its task, a number or the agency."""

    _name = "directive.task.coordination"
    _inherit = ["directive.task.coordination", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "duty", "task_id.name")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "task_id.number")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")
