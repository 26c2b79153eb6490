from odoo import api, fields, models


class DirectiveTaskReport(models.TransientModel):
    """The form of a report, with which a coordinating agency may finish its own part."""

    _inherit = "directive.task.report"

    is_part_finished = fields.Boolean(string="We have finished our part")
    may_finish_part = fields.Boolean(compute="_compute_may_finish_part")

    @api.depends("task_ids")
    @api.depends_context("uid")
    def _compute_may_finish_part(self):
        for wizard in self:
            tasks = wizard.task_ids._origin  # a form not saved yet holds new agencies
            wizard.may_finish_part = bool(tasks) and all(
                task._is_coordinator() and not task._is_lead() for task in tasks
            )

    @api.depends("task_ids", "kind", "is_part_finished")
    @api.depends_context("uid")
    def _compute_percent(self):
        """A coordinating agency says how far its own part is, not the whole task."""
        super()._compute_percent()
        for wizard in self.filtered("may_finish_part"):
            parts = wizard.task_ids._origin[:1].coordination_ids
            part = parts.filtered("is_of_my_agency")[:1]
            wizard.percent = 100 if wizard.is_part_finished else part.percent

    def _prepare_report_vals(self, task):
        return super()._prepare_report_vals(task) | {"is_part_finished": self.is_part_finished}
