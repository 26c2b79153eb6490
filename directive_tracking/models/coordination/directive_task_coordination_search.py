from odoo import api, models


class DirectiveTaskCoordination(models.Model):
    """A part is found by its duty, its task, a number or the agency."""

    _name = "directive.task.coordination"
    _inherit = ["directive.task.coordination", "directive.task.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "duty")
