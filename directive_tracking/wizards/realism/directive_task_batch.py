from odoo import models


class DirectiveTaskBatch(models.TransientModel):
    """The load and the past of all agencies chosen."""

    _inherit = "directive.task.batch"
    _realism_paths = ("agency_ids", "directive_id", "name", "deadline_kind", "deadline_days")

    def _receivers(self):
        return [(agency, self.directive_id, self.name) for agency in self.agency_ids]

    def _day_set(self):
        if self.deadline_kind == "working_days" and self.deadline_days > 0:
            settings = self.env["directive.settings"]
            return settings._working_calendar().add(settings._today(), self.deadline_days)
        return self.deadline_kind in ("date", "period") and self.date_deadline
