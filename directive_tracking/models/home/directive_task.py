from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.home.counted import CELL, Counted
from ...tools.workflow import WORKING_STATES
from ..task.directive_task import OPEN_SQL

A_WEEK = timedelta(days=7)


class DirectiveTask(models.Model):
    """A task with the days that an agency looks ahead."""

    _inherit = "directive.task"

    is_due_in_a_week = fields.Boolean(
        string="Due within 7 days",
        compute="_compute_is_due_in_a_week",
        search="_search_is_due_in_a_week",
        help="The agency has to act, and the deadline is at most seven days away.",
    )

    counted_in = fields.Char(
        string="Counted in a figure",
        compute="_compute_counted_in",
        search="_search_counted_in",
        exportable=False,
        help="Finds the tasks behind one number of the official figures.",
    )

    # The condition as the search writes it: only then does the planner see that it is the same.
    _open_starred_idx = models.Index(f"(date_deadline, id) WHERE is_starred IS TRUE AND {OPEN_SQL}")

    @api.depends("state", "date_deadline")
    def _compute_is_due_in_a_week(self):
        today = self.env["directive.settings"]._today()
        for task in self:
            deadline = task.state in WORKING_STATES and task.date_deadline
            task.is_due_in_a_week = bool(deadline) and today <= deadline <= today + A_WEEK

    def _search_is_due_in_a_week(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env["directive.settings"]._today()
        within = Domain("date_deadline", ">=", today) & Domain(
            "date_deadline", "<=", today + A_WEEK
        )
        return Domain("state", "in", WORKING_STATES) & within

    def _compute_counted_in(self):
        """A task is behind many numbers: it can only be searched by one."""
        self.counted_in = False

    def _search_counted_in(self, operator, value):
        if operator != "in":
            return NotImplemented
        queries = [query for text in value if text for query in self._behind(text)]
        if not queries:
            return Domain.FALSE
        self.env["directive.figures"]._plan_plainly()
        # A condition of the list itself: a number of 60,000 is not first read and then named. As an
        # array it is found first; otherwise all tasks are walked through by their deadline.
        return Domain("id", "in", SQL("(SELECT unnest(ARRAY(%s)))", SQL(" UNION ").join(queries)))

    @api.model
    def _behind(self, text):
        """Return the queries of the tasks behind the number that ``text`` says.

        They leave out agencies that the reader may not know; the search leaves out the other tasks.

        :raises UserError: if it says none
        """
        try:
            counted = Counted.read(text)
            figures = self.env["directive.figures"]
            row = {"by": counted.by, "key": counted.key}
            if counted.kind == CELL:
                days = counted.first, counted.last
                return [figures._cell_query(name, *days, **row) for name in counted.names]
            return [figures._counter_query(name, counted.last, **row) for name in counted.names]
        except ValueError as error:
            raise UserError(
                self.env._("This number of the figures is not known: open it from its page again.")
            ) from error
