from odoo import models

from ....tools.workflow import DRAFT


class DirectiveDirective(models.Model):
    _inherit = "directive.directive"

    def _told_of_correction(self):
        """Return the agencies with a task of it."""
        told = super()._told_of_correction()
        tasks = self.task_ids.filtered(lambda task: task.state not in (DRAFT, "revoked"))
        return told | tasks.lead_agency_id | tasks.coordinating_agency_ids
