from odoo import models


class DirectiveTaskBatch(models.TransientModel):
    """All kinds of deadlines for a task of many agencies."""

    _name = "directive.task.batch"
    _inherit = ["directive.task.batch", "directive.term.mixin"]

    def _prepare_task_vals(self, agency):
        return {**super()._prepare_task_vals(agency), **self._prepare_term()}
