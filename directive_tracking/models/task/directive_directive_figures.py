from odoo import api, fields, models


class DirectiveDirective(models.Model):
    """What a directive's page shows of its tasks besides the counters."""

    _inherit = "directive.directive"

    has_draft_tasks = fields.Boolean(compute="_compute_has_draft_tasks")

    @api.depends("task_ids.state")
    def _compute_has_draft_tasks(self):
        for directive in self:
            directive.has_draft_tasks = "draft" in directive.task_ids.mapped("state")
