from odoo import models


class DirectiveTaskDelegation(models.TransientModel):
    """The load and the past of the agencies below that get a part."""

    _inherit = "directive.task.delegation"
    _realism_paths = ("agency_ids", "task_ids", "content")

    def _receivers(self):
        task = self.task_ids[:1]
        return [
            (agency, task.directive_id, self.content or task.name) for agency in self.agency_ids
        ]
