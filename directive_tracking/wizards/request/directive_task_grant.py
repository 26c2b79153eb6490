from odoo import api, fields, models

from ...models.notice.telling import says_what_it_sent

VERBS = [("extend", "Extend the deadline"), ("transfer", "Give it to another agency")]


class DirectiveTaskGrant(models.TransientModel):
    """The form with which the Office extends or transfers tasks without a request."""

    _name = "directive.task.grant"
    _description = "Extension or Transfer by the Office"
    _inherit = ["directive.deadline.mixin"]
    _questioned_days = ("deadline",)
    _document_day = "task_ids.directive_id.date_issued"

    verb = fields.Selection(VERBS, required=True, readonly=True)
    task_ids = fields.Many2many("directive.task", required=True, readonly=True)
    task_names = fields.Char(compute="_compute_task_names", string="Tasks")
    date_deadline = fields.Date(compute="_compute_task_names", string="Current deadline")
    date_deadline_original = fields.Date(compute="_compute_task_names", string="Original deadline")
    limits = fields.Char(compute="_compute_task_names")
    deadline = fields.Date(string="New deadline")
    agency_id = fields.Many2one("directive.agency", string="New lead agency")
    note = fields.Text(string="Reason", required=True)

    @api.depends("task_ids", "verb")
    def _compute_task_names(self):
        today = self.env["directive.settings"]._today()
        for wizard in self:
            tasks = wizard.task_ids
            wizard.task_names = "; ".join(tasks.mapped("name"))
            only = tasks if len(tasks) == 1 else tasks.browse()
            wizard.date_deadline = only.date_deadline
            wizard.date_deadline_original = only.date_deadline_original
            asked = tasks if wizard.verb == "extend" else tasks.browse()
            wizard.limits = asked._limits_in_words(today)

    def _doubts_about_deadlines(self):
        extended = self.task_ids if self.verb == "extend" else self.task_ids.browse()
        return super()._doubts_about_deadlines() + extended._first_deadlines_in_words()

    @says_what_it_sent
    def action_grant(self):
        """Take the step; the tasks perform all checks."""
        self.ensure_one()
        if self.verb == "extend":
            self.task_ids.action_extend(self.note, self.deadline)
        else:
            self.task_ids.action_transfer(self.note, self.agency_id.id)
        return {"type": "ir.actions.act_window_close"}
