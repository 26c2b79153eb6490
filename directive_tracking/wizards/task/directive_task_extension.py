from odoo import api, fields, models

from ...models.notice.telling import says_what_it_sent


class DirectiveTaskExtension(models.TransientModel):
    """The form with which a lead agency asks for more time."""

    _name = "directive.task.extension"
    _description = "Extension Request"
    _inherit = ["directive.deadline.mixin"]
    _questioned_days = ("proposed_deadline",)
    _document_day = "task_ids.directive_id.date_issued"

    task_ids = fields.Many2many("directive.task", required=True)
    date_deadline = fields.Date(compute="_compute_date_deadline", string="Current deadline")
    proposed_deadline = fields.Date(required=True)
    reason = fields.Text(required=True)

    @api.depends("task_ids")
    def _compute_date_deadline(self):
        for wizard in self:
            wizard.date_deadline = wizard.task_ids[:1].date_deadline

    @says_what_it_sent
    def action_request(self):
        """Create the request for each task and notify the Office."""
        self.ensure_one()
        self.env["directive.task.request"].create(
            [
                {
                    "task_id": task.id,
                    "kind": "extension",
                    "reason": self.reason,
                    "proposed_deadline": self.proposed_deadline,
                }
                for task in self.task_ids
            ]
        )
        return {"type": "ir.actions.act_window_close"}
