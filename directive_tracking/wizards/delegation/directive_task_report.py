from odoo import api, fields, models


class DirectiveTaskReport(models.TransientModel):
    """The report form asks why a task is complete although required parts are open."""

    _inherit = "directive.task.report"

    open_parts = fields.Text(compute="_compute_open_parts")
    open_parts_reason = fields.Text(string="Reason for completion despite open parts")

    @api.depends("kind", "task_ids")
    def _compute_open_parts(self):
        for form in self:
            tasks = form.task_ids if form.kind == "completion" else form.task_ids[:0]
            # Only readers of the tasks open the form, and their agency gave the parts.
            parts = tasks._open_required_parts() if form.may_complete else tasks[:0]
            form.open_parts = parts._with_agencies_in_words()

    def _prepare_report_vals(self, task):
        vals = super()._prepare_report_vals(task)
        if self.kind == "completion":
            vals["open_parts_reason"] = self.open_parts_reason
        return vals
