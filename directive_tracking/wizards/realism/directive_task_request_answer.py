from odoo import models

from ...tools.request.kinds import EXTENSION


class DirectiveTaskRequestAnswer(models.TransientModel):
    """Whoever decides on more time sees what the agency has in hand and needed before."""

    _inherit = "directive.task.request.answer"
    _realism_paths = ("request_ids", "kind", "agency_id")

    def _receivers(self):
        tasks = self.request_ids.task_id
        if self.kind == EXTENSION:
            return [(task.lead_agency_id, task, task.name) for task in tasks]
        return [(self.agency_id, task, task.name) for task in tasks]
