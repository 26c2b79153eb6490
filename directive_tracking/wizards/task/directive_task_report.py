from odoo import api, fields, models

from ...models.notice.telling import says_what_it_sent
from ...models.task.directive_task_progress import KINDS


class DirectiveTaskReport(models.TransientModel):
    """The form with which an agency reports, at a desk or on a telephone."""

    _name = "directive.task.report"
    _description = "Task Report"
    _past_days = ("result_date",)

    task_ids = fields.Many2many("directive.task", string="Reported tasks", required=True)
    task_id = fields.Many2one("directive.task", compute="_compute_task_id")
    kind = fields.Selection(KINDS, required=True, default="progress")
    percent = fields.Integer(
        compute="_compute_percent", store=True, readonly=False, compute_sudo=False
    )
    content = fields.Text(required=True)
    difficulty = fields.Text()
    difficulty_cause_id = fields.Many2one("directive.difficulty.cause")
    proposal = fields.Text()
    result_number = fields.Char(string="Number of the result document")
    result_date = fields.Date(string="Date of the result document")
    no_result_reason = fields.Char(string="Reason for the missing result document")
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_task_report_attachment_rel", string="Evidence"
    )
    needs_approval = fields.Boolean(compute="_compute_needs_approval")
    may_complete = fields.Boolean(compute="_compute_needs_approval")
    lacks_result = fields.Boolean(compute="_compute_lacks_result")

    @api.depends("task_ids")
    def _compute_task_id(self):
        for wizard in self:
            wizard.task_id = wizard.task_ids[:1]

    @api.depends("task_ids", "kind")
    def _compute_percent(self):
        for wizard in self:
            done = wizard.kind == "completion"
            wizard.percent = 100 if done else wizard.task_ids[:1].progress

    @api.depends("task_ids")
    @api.depends_context("uid")
    def _compute_needs_approval(self):
        """Tell whether the head must approve this user's completion report."""
        for wizard in self:
            wizard.may_complete = all(task._is_lead() for task in wizard.task_ids)
            wizard.needs_approval = wizard.may_complete and not all(
                task._signs_report_of(self.env.user) for task in wizard.task_ids
            )

    @api.depends("kind", "task_ids", "result_number", "result_date", "attachment_ids")
    def _compute_lacks_result(self):
        """Tell whether a completion has no result yet, so that a reason is required."""
        for wizard in self:
            shown = wizard.result_number or wizard.result_date or wizard.attachment_ids
            asked = wizard.kind == "completion" and any(wizard.task_ids.mapped("needs_report"))
            wizard.lacks_result = asked and not shown

    @says_what_it_sent
    def action_report(self):
        """Add the report; a completion goes to the Office, or to the head who approves it."""
        self.ensure_one()
        self.env["directive.task.progress"].create(
            [self._prepare_report_vals(task) for task in self.task_ids]
        )
        if self.kind == "completion":
            # Reports for the head's approval wait in the agency; the report has notified the
            # head.
            signed = self.task_ids.filtered(lambda task: task._signs_report_of(self.env.user))
            signed.filtered("can_report_completion").action_report_completion()
        return {"type": "ir.actions.act_window_close"}

    def _prepare_report_vals(self, task):
        copied = (
            "kind",
            "percent",
            "content",
            "difficulty",
            "proposal",
            "result_number",
            "result_date",
            "no_result_reason",
        )
        return {
            **{name: self[name] for name in copied},
            "task_id": task.id,
            "difficulty_cause_id": self.difficulty_cause_id.id,
            "attachment_ids": [(6, 0, self.attachment_ids.ids)],
        }
