from odoo import api, fields, models

from ...models.chasing.directive_chaser import GRADES
from ...models.notice.telling import says_what_it_sent


class DirectiveChase(models.TransientModel):
    """The form that chases tasks: one formal reminder per lead agency."""

    _name = "directive.chase"
    _description = "Chasing"

    task_ids = fields.Many2many("directive.task", string="Tasks", required=True)
    grade = fields.Selection(GRADES, required=True, default="reminder")
    note = fields.Text(string="Remark", help="Printed in the document, below the table.")
    task_count = fields.Integer(string="Number of tasks", compute="_compute_counts")
    agency_count = fields.Integer(string="Number of documents", compute="_compute_counts")
    again_count = fields.Integer(
        string="Chased today",
        compute="_compute_counts",
        help="Tasks left out: they have been chased today in this grade or a higher one.",
    )

    @api.depends("task_ids", "grade")
    def _compute_counts(self):
        """Count what is issued now."""
        for wizard in self:
            tasks = wizard.task_ids._origin
            again = tasks._chased_today(wizard.grade) if wizard.grade else tasks.browse()
            wizard.again_count = len(again)
            wizard.task_count = len(tasks - again)
            wizard.agency_count = len((tasks - again).lead_agency_id)

    def action_draft(self):
        """Write the drafts and open them, to be read and issued."""
        self.ensure_one()
        return self.task_ids._draft_chasers(self.grade, self.note)._opened()

    @says_what_it_sent
    def action_issue(self):
        """Issue the documents now and open them, to be printed and signed."""
        self.ensure_one()
        return self.task_ids._chase(self.grade, self.note)._opened()
