from odoo import api, fields, models

from ...models.chasing.directive_chaser import GRADES
from ...models.notice.telling import says_what_it_sent


class DirectiveChase(models.TransientModel):
    """The form that chases tasks: one formal reminder per lead agency."""

    _name = "directive.chase"
    _description = "Chasing"

    task_ids = fields.Many2many("directive.task", string="Tasks", required=True)
    grade = fields.Selection(GRADES, required=True, default="reminder")
    note = fields.Text(string="Remark", help="Stands in the document below the table.")
    task_count = fields.Integer(string="Number of tasks", compute="_compute_counts")
    agency_count = fields.Integer(string="Number of documents", compute="_compute_counts")

    @api.depends("task_ids")
    def _compute_counts(self):
        for wizard in self:
            wizard.task_count = len(wizard.task_ids)
            wizard.agency_count = len(wizard.task_ids.lead_agency_id)

    def action_draft(self):
        """Write the drafts and open them, to be read and issued."""
        self.ensure_one()
        return self.task_ids._draft_chasers(self.grade, self.note)._opened()

    @says_what_it_sent
    def action_issue(self):
        """Issue the documents now."""
        self.ensure_one()
        self.task_ids._chase(self.grade, self.note)
        return {"type": "ir.actions.act_window_close"}
