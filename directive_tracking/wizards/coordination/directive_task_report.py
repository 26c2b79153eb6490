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
            tasks = wizard.task_ids
            wizard.may_finish_part = bool(tasks) and all(
                task._is_coordinator() and not task._is_lead() for task in tasks
            )

    def _prepare_report_vals(self, task):
        return super()._prepare_report_vals(task) | {"is_part_finished": self.is_part_finished}
