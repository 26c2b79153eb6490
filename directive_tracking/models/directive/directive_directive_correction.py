from odoo import models

from ...tools.workflow import DRAFT


class DirectiveDirective(models.Model):
    """What a correction of an issued directive brings with it."""

    _inherit = "directive.directive"

    def _prepare_trail_vals(self):
        return {"directive_id": self.id}

    def _told_of_correction(self):
        """Return the agencies that were given a task of it."""
        tasks = self.task_ids.filtered(lambda task: task.state not in (DRAFT, "revoked"))
        return tasks.lead_agency_id | tasks.coordinating_agency_ids

    def _notify_correction(self, line, agencies, note):
        self._tell(
            "directive_corrected",
            {self.id: agencies._notice_recipients()},
            occurrence=str(line.id),
            urgency=self.urgency,
            note=note,
        )
