from odoo import api, fields, models

from ...tools.workflow import LEAD_AGENCY
from ..task.directive_task_workflow import REVIEWS


class DirectiveTask(models.Model):
    """A task shows how often its result was returned, by whom and why."""

    _inherit = "directive.task"

    review_ids = fields.One2many("directive.task.review", "task_id", string="Reviews")
    inner_return_count = fields.Integer(
        string="Returned in the agency",
        compute="_compute_inner_return_count",
        help="How often the head of the agency sent the result back before it reached the Office.",
    )
    no_result_reason = fields.Char(string="Why there is no document", compute="_compute_no_result")

    # A draw asks for the tasks accepted in a period.
    # With what figures ask of them, so that counting those of a week does not visit each.
    _done_idx = models.Index("(date_done, id) INCLUDE (parent_id) WHERE state = 'done'")

    @api.depends("review_ids")
    def _compute_inner_return_count(self):
        domain = [
            ("task_id", "in", self.ids),
            ("tier", "=", LEAD_AGENCY),
            ("outcome", "=", "returned"),
        ]
        counts = dict(
            self.env["directive.task.review"]._read_group(domain, ["task_id"], ["__count"])
        )
        for task in self:
            task.inner_return_count = counts.get(task._origin, 0)

    @api.depends("state", "progress_ids.no_result_reason", "progress_ids.review_state")
    def _compute_no_result(self):
        """Tell those who judge a result why it has no document."""
        for task in self:
            waiting = task._waiting_completion().sorted("id")
            task.no_result_reason = waiting[-1:].no_result_reason

    @api.depends("progress_ids.review_state")
    @api.depends_context("uid")
    def _compute_return_note(self):
        """What the head of the agency sent back stands above the task as well, for the agency."""
        super()._compute_return_note()
        for task in self.filtered(lambda task: task.state == "in_progress" and task._is_lead()):
            last = task.progress_ids.filtered(lambda one: one.kind == "completion").sorted("id")[
                -1:
            ]
            if last.review_state == "returned":
                task.return_note = last.review_note

    def _after_transition(self, verb, note):
        """Put on record that reports were submitted, and settle drawn tasks that are reopened."""
        if verb == "report_completion":
            waiting = self.progress_ids.browse()
            for task in self:
                waiting |= task._waiting_completion()
            waiting._log_review("submitted", LEAD_AGENCY)
        if verb == "reopen":
            self.env["directive.verification.line"]._overtake(self, note)
        return super()._after_transition(verb, note)

    def _review_completion(self, verb, note):
        """Judge the waiting reports and put it on record in one statement.

        Each step of the Office passes here: in two statements, as below, it would take four.
        """
        self.env["directive.task.review"]._judge(self, verb, REVIEWS[verb], note)

    def _open_draw(self):
        """Open the form that draws these tasks by hand."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_verification_draw_action"
        )
        context = {"default_method": "hand", "default_chosen_task_ids": self.ids}
        return dict(action, context=context)
