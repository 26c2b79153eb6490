from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ....tools.statistics import DONE_CLASSES, official_class
from ....tools.workflow import OPEN_STATES
from .task_sql import RUNNING_STATES, TaskSQL

TIMELINESS = [
    ("done_on_time", "Done on time"),
    ("done_late", "Done late"),
    ("open_in_term", "Open, in term"),
    ("open_overdue", "Open, overdue"),
    ("open_no_deadline", "Open, no deadline"),
]


class DirectiveTask(models.Model):
    """Values derived from a task's dates on the current day; nothing is stored."""

    _inherit = "directive.task"

    timeliness = fields.Selection(
        TIMELINESS, compute="_compute_timeliness", search="_search_timeliness"
    )
    days_overdue = fields.Integer(compute="_compute_timeliness", string="Days overdue")
    is_open = fields.Boolean(compute="_compute_is_open", search="_search_is_open")
    is_due_soon = fields.Boolean(compute="_compute_is_due_soon", search="_search_is_due_soon")
    is_silent = fields.Boolean(
        string="No deadline, inactive", compute="_compute_is_silent", search="_search_is_silent"
    )

    @api.depends("state", "date_deadline", "date_reported", "date_done")
    def _compute_timeliness(self):
        settings = self.env["directive.settings"]
        today, by_report = settings._today(), settings._get("completion_day") == "reported"
        for task in self:
            deadline = task.date_deadline or None
            day = (by_report and task.date_reported) or task.date_done or None
            timeliness = official_class(task.state, deadline, day, today) or False
            task.timeliness = timeliness
            task.days_overdue = (today - deadline).days if timeliness == "open_overdue" else 0

    @api.depends("state")
    def _compute_is_open(self):
        for task in self:
            task.is_open = task.state in OPEN_STATES

    @api.depends("state", "date_deadline")
    def _compute_is_due_soon(self):
        settings = self.env["directive.settings"]
        today = settings._today()
        soon = today + timedelta(days=settings._get("due_soon_days"))
        for task in self:
            deadline = task.state in RUNNING_STATES and task.date_deadline
            task.is_due_soon = bool(deadline) and today <= deadline <= soon

    @api.depends("state", "date_deadline", "date_last_news")
    def _compute_is_silent(self):
        settings = self.env["directive.settings"]
        since = settings._today() - timedelta(days=settings._get("silent_days"))
        for task in self:
            news = task.state in RUNNING_STATES and not task.date_deadline and task.date_last_news
            task.is_silent = bool(news) and news < since

    @api.model
    def _timeliness_domain(self, value):
        """Return the domain of the tasks of one official class, as of today."""
        settings = self.env["directive.settings"]
        today = settings._today()
        undated = Domain("date_deadline", "=", False)
        is_open, done = Domain("state", "in", OPEN_STATES), Domain("state", "=", "done")
        suspended = Domain("state", "=", "suspended")
        if value == "open_no_deadline":
            return is_open & undated
        if value == "open_overdue":
            return Domain("state", "in", RUNNING_STATES) & Domain("date_deadline", "<", today)
        if value == "open_in_term":
            return is_open & ~undated & (suspended | Domain("date_deadline", ">=", today))
        if value not in DONE_CLASSES:
            return Domain.FALSE
        on_time = Domain("id", "in", self._on_time_sql())
        return done & (on_time if value == "done_on_time" else ~on_time)

    def _on_time_sql(self):
        """Return the query of the done tasks completed by their deadline.

        A domain cannot compare two columns, hence SQL.
        """
        self.flush_model(["state", "date_deadline", "date_reported", "date_done"])
        task = TaskSQL(self.env, None, "directive_task")
        return SQL("(SELECT id FROM directive_task WHERE %s AND NOT %s)", task.done, task.is_late())

    def _search_timeliness(self, operator, value):
        if operator != "in":
            return NotImplemented
        domains = [
            self._timeliness_domain(key)
            if key
            else Domain("state", "in", ("draft", "revoked", "closed"))
            for key in value
        ]
        return Domain.OR(domains)

    def _search_is_open(self, operator, value):
        return Domain("state", "in", OPEN_STATES) if operator == "in" else NotImplemented

    def _search_is_due_soon(self, operator, value):
        if operator != "in":
            return NotImplemented
        settings = self.env["directive.settings"]
        today = settings._today()
        soon = today + timedelta(days=settings._get("due_soon_days"))
        within = Domain("date_deadline", ">=", today) & Domain("date_deadline", "<=", soon)
        return Domain("state", "in", RUNNING_STATES) & within

    def _search_is_silent(self, operator, value):
        if operator != "in":
            return NotImplemented
        settings = self.env["directive.settings"]
        since = settings._today() - timedelta(days=settings._get("silent_days"))
        undated = Domain("date_deadline", "=", False) & Domain("date_last_news", "<", since)
        return Domain("state", "in", RUNNING_STATES) & undated
