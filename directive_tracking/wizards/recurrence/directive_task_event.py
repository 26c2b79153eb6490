from odoo import api, fields, models

from ...models.notice.telling import says_what_it_sent


class DirectiveTaskEvent(models.TransientModel):
    """The form that records the event a deadline is counted from."""

    _name = "directive.task.event"
    _description = "Event of a Deadline"
    _inherit = ["directive.deadline.mixin"]
    _document_day = "task_ids.directive_id.date_issued"

    task_ids = fields.Many2many("directive.task", required=True, readonly=True)
    waits_for = fields.Char(compute="_compute_waits_for", string="Waits for")
    event_date = fields.Date(
        string="The event happened on",
        required=True,
        default=lambda self: self.env["directive.settings"]._today(),
    )
    evidence = fields.Char(
        required=True, help="How the event is known, such as the number of a document."
    )
    date_deadline = fields.Date(
        string="Deadline",
        compute="_compute_date_deadline",
        compute_sudo=False,
        store=True,
        readonly=False,
        help="Counted from the event; change it only where the order says so.",
    )

    @api.depends("task_ids")
    def _compute_waits_for(self):
        for form in self:
            named = dict.fromkeys(filter(None, form.task_ids.mapped("waits_for")))
            form.waits_for = "; ".join(named)

    @api.depends("task_ids", "event_date")
    def _compute_date_deadline(self):
        calendar = self.env["directive.settings"]._working_calendar()
        for form in self:
            task = form.task_ids[:1]
            form.date_deadline = form.event_date and task._due_after_event(
                form.event_date, calendar
            )

    @says_what_it_sent
    def action_record(self):
        """Record the event; the tasks perform all checks."""
        self.ensure_one()
        self.task_ids.action_record_event(self.event_date, self.evidence, self.date_deadline)
        return {"type": "ir.actions.act_window_close"}
