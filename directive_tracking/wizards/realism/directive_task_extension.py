from odoo import models

from ...tools.request.kinds import EXTENSION


class DirectiveTaskExtension(models.TransientModel):
    """Whoever asks for more time sees what their agency needed before."""

    _inherit = "directive.task.extension"
    _realism_paths = ("task_ids", "kind")

    def _receivers(self):
        asked = self.task_ids if self.kind == EXTENSION else ()
        return [(task.lead_agency_id, task, task.name) for task in asked]
