from odoo import models

from ...tools.workflow import DRAFT


class DirectiveTask(models.Model):
    """A draft shows what its lead agency has in hand and needed before."""

    _inherit = "directive.task"
    _realism_paths = (
        "lead_agency_id",
        "name",
        "field_id",
        "state",
        "deadline_kind",
        "deadline_days",
    )

    # What an agency finished last.
    _done_lead_idx = models.Index("(lead_agency_id, date_done DESC) WHERE state = 'done'")

    def _receivers(self):
        waits = self.state in (False, DRAFT)
        return [(self.lead_agency_id, self, self.name)] if waits else []

    def _day_set(self):
        settings = self.env["directive.settings"]
        return self._assignment_deadline(settings._today(), settings._working_calendar())
