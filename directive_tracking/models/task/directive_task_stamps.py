from collections import defaultdict

from odoo import models

from ...tools.workflow import target_of
from .directive_task_deadline import COUNTED_KINDS


class DirectiveTask(models.Model):
    """Values that each verb writes besides the state: days, counts, progress."""

    _inherit = "directive.task"

    def _prepare_transition_vals(self, verb, **granted):
        """Return the values of ``verb`` by recordset; tasks with equal values share one."""
        settings = self.env["directive.settings"]
        stamp = getattr(self, f"_stamp_{verb}", self._stamp_nothing)(settings, **granted)
        groups = defaultdict(self.browse)
        for task in self:
            state = target_of(verb, bool(task.date_received)) or task.state
            vals = {"state": state, **stamp(task)}
            groups[tuple(vals.items())] |= task
        return {tasks: dict(key) for key, tasks in groups.items()}

    def _stamp_nothing(self, settings):
        return lambda task: {}

    def _stamp_assign(self, settings):
        today = settings._today()
        counts_days = {*COUNTED_KINDS} & {*self.mapped("deadline_kind")}
        calendar = settings._working_calendar() if counts_days else None

        def stamp(task):
            deadline = task._assignment_deadline(today, calendar)
            return {
                "date_assigned": today,
                "date_given": today,
                "date_last_news": today,
                "date_deadline": deadline,
                "date_deadline_original": deadline,
            }

        return stamp

    def _stamp_receive(self, settings):
        today = settings._today()
        return lambda task: {"date_received": today}

    def _stamp_report_completion(self, settings):
        today = settings._today()
        return lambda task: {"date_reported": today, "date_last_news": today, "progress": 100}

    def _stamp_accept(self, settings):
        today = settings._today()
        return lambda task: {"date_done": today, "progress": 100}

    def _stamp_return(self, settings):
        progress = self._progress_before_completion()

        def stamp(task):
            return {
                "date_reported": False,
                "rework_count": task.rework_count + 1,
                "progress": progress[task],
            }

        return stamp

    def _stamp_reopen(self, settings):
        today, progress = settings._today(), self._progress_before_completion()

        def stamp(task):
            return {
                "date_reported": False,
                "date_done": False,
                # Closed before it was received: from now on it is in the agency's hands.
                "date_received": task.date_received or today,
                "progress": progress[task],
            }

        return stamp

    def _progress_before_completion(self):
        """Return ``{task: the last percentage its lead agency reported below completion}``."""
        percents = defaultdict(int)
        reports = self.env["directive.task.progress"].search_fetch(
            [("task_id", "in", self.ids), ("kind", "=", "progress")],
            ["task_id", "agency_id", "percent"],
            order="id",
        )
        for report in reports:
            if report.agency_id in report.task_id._reporters():
                percents[report.task_id] = report.percent
        return percents

    def _stamp_suspend(self, settings):
        today = settings._today()
        return lambda task: {"date_suspended": today}

    def _stamp_resume(self, settings):
        """Return the days lost during the suspension, in the unit of the term."""
        today = settings._today()
        calendar = settings._working_calendar()

        def stamp(task):
            moved = task.date_deadline and calendar.give_back(
                task.date_deadline,
                task.date_suspended or today,
                today,
                in_working_days=task.deadline_kind == "working_days",
            )
            return {"date_suspended": False, "date_deadline": moved}

        return stamp
