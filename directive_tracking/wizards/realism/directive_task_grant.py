from odoo import models


class DirectiveTaskGrant(models.TransientModel):
    """The load and the past of who gets more time, or the task."""

    _inherit = "directive.task.grant"
    _realism_paths = ("task_ids", "verb", "agency_id")

    def _receivers(self):
        extends = self.verb == "extend"
        return [
            (task.lead_agency_id if extends else self.agency_id, task, task.name)
            for task in self.task_ids
        ]
