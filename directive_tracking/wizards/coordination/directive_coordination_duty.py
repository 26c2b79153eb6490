from odoo import api, fields, models

from ...models.coordination.directive_task_coordination import DUTY
from ...models.notice.telling import says_what_it_sent


class DirectiveCoordinationDuty(models.TransientModel):
    """The form that says what a coordinating agency has to do, or sends its part back."""

    _name = "directive.coordination.duty"
    _description = "Duty of a Coordinating Agency"
    _inherit = ["directive.deadline.mixin"]
    _document_day = "coordination_ids.task_id.directive_id.date_issued"

    coordination_ids = fields.Many2many(
        "directive.task.coordination", string="Parts", required=True
    )
    coordination_id = fields.Many2one(
        "directive.task.coordination", compute="_compute_coordination_id"
    )
    task_id = fields.Many2one(related="coordination_id.task_id", related_sudo=False)
    task_deadline = fields.Date(
        related="coordination_id.task_id.date_deadline",
        related_sudo=False,
        string="Deadline of the task",
    )
    duty = fields.Text(compute="_compute_duty", store=True, readonly=False, compute_sudo=False)
    product = fields.Char(
        string="Expected product",
        compute="_compute_duty",
        store=True,
        readonly=False,
        compute_sudo=False,
    )
    date_deadline = fields.Date(
        string="Inner deadline",
        compute="_compute_duty",
        store=True,
        readonly=False,
        compute_sudo=False,
    )
    reopens = fields.Boolean()
    note = fields.Text(string="Reason")
    needs_note = fields.Boolean(compute="_compute_needs_note")

    @api.depends("coordination_ids")
    def _compute_coordination_id(self):
        for wizard in self:
            wizard.coordination_id = wizard.coordination_ids[:1]._origin

    @api.depends("coordination_ids")
    def _compute_duty(self):
        for wizard in self:
            row = wizard.coordination_id
            wizard.update({name: row[name] for name in DUTY})

    @api.depends("coordination_ids", "reopens")
    @api.depends_context("uid")
    def _compute_needs_note(self):
        for wizard in self:
            task = wizard.task_id
            wizard.needs_note = wizard.reopens or task.state != "draft" and not task._is_lead()

    @says_what_it_sent
    def action_set(self):
        """Set the duty, or send the part back."""
        self.ensure_one()
        rows = self.coordination_ids
        if self.reopens:
            rows.action_reopen_part(self.note)
        else:
            rows.action_set_duty({name: self[name] for name in DUTY}, self.note)
        return {"type": "ir.actions.act_window_close"}
