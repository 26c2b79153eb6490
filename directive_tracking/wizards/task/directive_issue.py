from odoo import api, fields, models

from ...models.notice.telling import says_what_it_sent
from ...tools.workflow import DRAFT

STEPS = [("issue", "Issue and assign"), ("assign", "Assign the drafts")]


class DirectiveIssue(models.TransientModel):
    """One confirmation of an issue: tasks, recipients and agencies that cannot be reached."""

    _name = "directive.issue"
    _description = "Issue Confirmation"

    directive_ids = fields.Many2many("directive.directive", required=True, readonly=True)
    step = fields.Selection(STEPS, required=True, readonly=True, default="issue")
    task_count = fields.Integer(string="Tasks", compute="_compute_contents")
    agency_count = fields.Integer(string="Agencies", compute="_compute_contents")
    unreachable_ids = fields.Many2many("directive.agency", compute="_compute_contents")
    unreachable_count = fields.Integer(compute="_compute_contents")
    lacks = fields.Text(compute="_compute_lacks")
    twins = fields.Text(string="Doubts", compute="_compute_lacks")

    @api.depends("directive_ids")
    def _compute_contents(self):
        for form in self:
            drafts = form._drafts()
            agencies = drafts.lead_agency_id | drafts.coordinating_agency_ids
            form.task_count, form.agency_count = len(drafts), len(agencies)
            form.unreachable_ids = agencies._unreachable()
            form.unreachable_count = len(form.unreachable_ids)

    @api.depends("directive_ids")
    def _compute_lacks(self):
        """List missing information and possible duplicates."""
        for form in self:
            waiting = form._directives().filtered(lambda one: one.state in (DRAFT, "issued"))
            form.lacks = "\n".join(waiting._what_is_lacking())
            drafts = waiting.filtered(lambda one: one.state == DRAFT)
            twins = [warning for warning in drafts.mapped("duplicate_warning") if warning]
            form.twins = "\n".join(twins + form._drafts()._doubts())

    def _directives(self):
        # In an open form the selected records are copies, and so are the agencies of their tasks.
        return self.directive_ids._origin

    def _drafts(self):
        return self._directives()._drafts()

    @says_what_it_sent
    def action_confirm(self):
        """Take the step; the directives perform all checks."""
        self.ensure_one()
        directives = self.directive_ids.with_context(directive_ask_confirmation=False)
        return directives.action_issue() if self.step == "issue" else directives.action_assign_all()
