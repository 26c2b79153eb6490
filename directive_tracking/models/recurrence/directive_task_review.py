from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.workflow import OPEN_STATES, WORKFLOW


class DirectiveTask(models.Model):
    """A task without a deadline is reviewed by the Office from time to time, so nobody forgets it."""

    _inherit = "directive.task"

    date_review = fields.Date(string="Next review", readonly=True, copy=False)
    can_review = fields.Boolean(compute="_compute_can_review")

    _review_idx = models.Index(
        "(date_review) WHERE date_review IS NOT NULL AND state IN ('assigned', 'in_progress')"
    )

    @api.depends("state", "review_days", "date_review")
    @api.depends_context("uid")
    def _compute_can_review(self):
        allowed = self.env.su or self._is_office()
        for task in self:
            task.can_review = allowed and task._is_reviewed()

    def _is_reviewed(self):
        return self.state in OPEN_STATES and self.review_days > 0

    def _stamp_assign(self, settings):
        """Plan the first review as well."""
        stamp, today = super()._stamp_assign(settings), settings._today()

        def stamp_with_review(task):
            vals = stamp(task)
            review = not vals["date_deadline"] and task._review_after(today)
            return {**vals, "date_review": review}

        return stamp_with_review

    def _review_after(self, day):
        """Return the working day of the review after one on ``day``, or False."""
        if not self.review_days:
            return False
        calendar = self.env["directive.settings"]._working_calendar()
        return calendar.next_working(day + timedelta(days=self.review_days))

    def action_review(self, note=None):
        """Record that these tasks without a deadline were reviewed, and plan the next review.

        :param str note: what was found, optional
        :raises UserError: if the user is not of the Office, or a task is not reviewed
        """
        self.check_access("read")
        self.sudo()._hold()  # who may is checked next
        for task in self.filtered(lambda one: not one.can_review):
            raise UserError(
                self.env._(
                    "“%(task)s” is not reviewed: only the Office reviews, and only open tasks "
                    "with days until the next review.",
                    task=task.name,
                )
            )
        today = self.env["directive.settings"]._today()
        # Who may review was checked; day and trail are written by nobody.
        for task in self.sudo().with_context(
            directive_workflow=WORKFLOW, tracking_disable=WORKFLOW
        ):
            task.date_review = task._review_after(today)
            next_one = self.env._(
                "Next review: %(day)s", day=format_date(self.env, task.date_review)
            )
            task._log_transition("review", "\n".join(filter(None, (note, next_one))))
        self._close_todos(self.env.user)
        return True

    def _plan_review(self):
        """Plan the review anew after a correction."""
        today = self.env["directive.settings"]._today()
        reviewed = self._is_reviewed() and not self.date_deadline
        self._restore_history({"date_review": reviewed and self._review_after(today)})
