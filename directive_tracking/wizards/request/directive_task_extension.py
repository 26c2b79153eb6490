from odoo import api, fields, models

from ...models.notice.telling import says_what_it_sent
from ...tools.request.kinds import EXTENSION, KINDS, OBJECTIVE_CAUSE


class DirectiveTaskExtension(models.TransientModel):
    """The form with which a lead agency asks the Office: for more time, or for something else."""

    _name = "directive.task.extension"
    _description = "Request to the Office"
    _inherit = ["directive.deadline.mixin"]
    _questioned_days = ("proposed_deadline",)
    _document_day = "task_ids.directive_id.date_issued"

    task_ids = fields.Many2many("directive.task", required=True)
    kind = fields.Selection(
        [(name, kind.label) for name, kind in KINDS.items()], required=True, default=EXTENSION
    )
    date_deadline = fields.Date(compute="_compute_dates", string="Current deadline")
    date_deadline_original = fields.Date(compute="_compute_dates", string="Original deadline")
    limits = fields.Char(compute="_compute_limits")
    is_asked_late = fields.Boolean(compute="_compute_dates")
    cause_only = fields.Boolean(compute="_compute_dates")
    proposed_deadline = fields.Date()
    proposed_agency_id = fields.Many2one("directive.agency", string="Agency proposed")
    reason = fields.Text(required=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_task_extension_attachment_rel", string="Evidence"
    )

    @api.depends("task_ids")
    def _compute_dates(self):
        today = self.env["directive.settings"]._today()
        for wizard in self:
            task = wizard.task_ids[:1]
            wizard.date_deadline = task.date_deadline
            wizard.date_deadline_original = task.date_deadline_original
            wizard.is_asked_late = bool(task.date_deadline) and task.date_deadline < today
            # A task reported or done can only have its delay explained.
            wizard.cause_only = not all(one.can_request for one in wizard.task_ids)

    @api.depends("task_ids", "kind")
    def _compute_limits(self):
        today = self.env["directive.settings"]._today()
        for wizard in self:
            asked = wizard.task_ids if wizard.kind == EXTENSION else wizard.task_ids.browse()
            wizard.limits = asked._limits_in_words(today)

    @api.onchange("task_ids")
    def _onchange_task_ids(self):
        if self.cause_only:
            self.kind = OBJECTIVE_CAUSE

    @says_what_it_sent
    def action_request(self):
        """Create the request for each task and notify the Office."""
        self.ensure_one()
        self.env["directive.task.request"].create(
            [self._prepare_request_vals(task) for task in self.task_ids]
        )
        return {"type": "ir.actions.act_window_close"}

    def _prepare_request_vals(self, task):
        moves = self.kind in ("return", "transfer")
        return {
            "task_id": task.id,
            "kind": self.kind,
            "reason": self.reason,
            "proposed_deadline": self.kind == EXTENSION and self.proposed_deadline,
            "proposed_agency_id": moves and self.proposed_agency_id.id,
            "attachment_ids": [(6, 0, self.attachment_ids.ids)],
        }
