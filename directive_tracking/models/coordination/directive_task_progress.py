from odoo import fields, models
from odoo.exceptions import UserError


class DirectiveTaskProgress(models.Model):
    """A coordinating agency's report may finish its own part, never the task."""

    _inherit = "directive.task.progress"

    is_part_finished = fields.Boolean(
        string="Own part finished",
        readonly=True,
        help="With this report a coordinating agency has finished its part of the task.",
    )

    def _check_reporter(self):
        super()._check_reporter()
        if self._in_workflow():
            return
        for report in self.filtered("is_part_finished"):
            part = report._part()
            if not part:
                raise UserError(
                    self.env._(
                        "Only a coordinating agency can finish its part of “%(task)s”; the lead "
                        "agency reports completion.",
                        task=report.task_id.name,
                    )
                )
            if part.state == "done":
                raise UserError(
                    self.env._(
                        "%(agency)s has already finished its part of “%(task)s”.",
                        agency=report.agency_id.name,
                        task=report.task_id.name,
                    )
                )

    def _part(self):
        """Return the row of the agency that reports, if it coordinates the task."""
        return self.task_id.coordination_ids.filtered(lambda row: row.agency_id == self.agency_id)

    def _carry_to_tasks(self):
        """Show the newest report of a coordinating agency on its own part."""
        super()._carry_to_tasks()
        for report in self:
            part = report._part()
            if not part:
                continue
            percent = 100 if report.is_part_finished else report.percent
            part._as_system().write({"date_last_news": report.date, "percent": percent})
            if report.is_part_finished:
                part._finish(report.date)
                report.task_id._tell_lead(part, "coordination_finished", report.content)
