from odoo import api, fields, models


class DirectiveTaskReport(models.TransientModel):
    """On an overdue task the form asks why, and when it will be completed."""

    _inherit = "directive.task.report"

    expected_date = fields.Date(string="Expected completion")
    is_overdue = fields.Boolean(compute="_compute_is_overdue")

    @api.depends("task_ids")
    def _compute_is_overdue(self):
        for wizard in self:
            overdue = wizard.task_ids.filtered("days_overdue")
            wizard.is_overdue = any(task._is_lead() for task in overdue)

    def _prepare_report_vals(self, task):
        vals = super()._prepare_report_vals(task)
        if self.kind != "completion":
            vals["expected_date"] = self.expected_date
        return vals
