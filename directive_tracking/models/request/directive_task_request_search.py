from odoo import api, models


class DirectiveTaskRequest(models.Model):
    """A request is found by its reason, its task, a number or the agency."""

    _name = "directive.task.request"
    _inherit = ["directive.task.request", "directive.task.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "reason")
