from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from ...tools.recurrence import RHYTHM
from ...tools.workflow import WORKFLOW
from .directive_task_series import OF_TASK


class DirectiveTaskSeries(models.Model):
    """The scheduled action that opens each next occurrence once.

    After an outage only the occurrence now running becomes a task: nobody can meet a deadline
    they were never told of. Those that passed meanwhile are recorded as missed, the specialist is
    told of them in one message, and the Office can open any of them.
    """

    _name = "directive.task.series"
    _inherit = ["directive.task.series", "directive.opening.mixin"]
    _opening_day = "date_open"

    def _open_due(self, today):
        """Open the occurrence of one series; one that cannot be opened must not stop the others."""
        # A scheduled action opens it; nobody writes series.
        quiet = self.sudo().with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW)
        try:
            with self.env.cr.savepoint():
                quiet._open_until(today)
        except (UserError, ValidationError) as error:
            quiet.write({"state": "paused", "trouble": str(error)})
            quiet._log("pause_series", str(error))
            quiet._tell_office(str(error), f"trouble/{today}")

    def _open_until(self, today):
        """Record what was missed, open what is running, and end the series after its last day."""
        missed, due = self._plan(today)
        self._record(missed, "missed")
        latest = max([*missed, due or self.date_last, self.date_last])
        if due:
            self._record([due], "opened", self._open_task(due))
        self.date_last = latest
        if missed:
            words = self.env._("Missed: %(days)s.", days=self._days_in_words(missed))
            self._tell_office(words, f"missed/{latest}")
        if not self.date_next:
            self.state = "ended"
            self._log("end_series", self.env._("Its last day has passed."))
            self.directive_id._follow_tasks()

    def _plan(self, today):
        """Return the days missed and the one running, none of them after the last day."""
        missed, due = self._rhythm().plan(self.date_last, today)
        until = self.date_until
        missed = [day for day in missed if not until or day <= until]
        return missed, due if due and not (until and due > until) else None

    def _record(self, days, state, task=None):
        Occurrence = self.env["directive.task.occurrence"].with_context(directive_workflow=WORKFLOW)
        Occurrence.create(
            [
                {"series_id": self.id, "date": day, "state": state, "task_id": task and task.id}
                for day in days
            ]
        )

    def _open_task(self, due):
        """Create and assign the task of the occurrence on ``due``, linked to the one before."""
        # A scheduled action gives it, as the order says.
        Task = self.env["directive.task"].sudo().with_context(directive_workflow=WORKFLOW)
        before = [("series_id", "=", self.id), ("date_occurrence", "<", due)]
        former = Task.search(before, order="date_occurrence DESC, id DESC", limit=1)
        task = Task.with_context(tracking_disable=WORKFLOW).create(
            {
                **{name: self[name] for name in (*OF_TASK, *RHYTHM)},
                "directive_id": self.directive_id.id,
                "lead_agency_id": self.lead_agency_id.id,
                "coordinating_agency_ids": self.coordinating_agency_ids.ids,
                "monitor_id": self.monitor_id.id,
                "deadline_kind": "periodic",
                "series_id": self.id,
                "former_task_id": former.id,
                "date_occurrence": due,
            }
        )
        task._apply_transition("assign")
        return task

    def _skip_paused(self):
        """Record what was due while the series was paused: it is opened only on request."""
        missed, _running = self._plan(self.env["directive.settings"]._today())
        if missed:
            self._record(missed, "skipped")
            self.date_last = missed[-1]

    def _tell_office(self, note, occurrence):
        """Tell the specialist in the digest, on the latest task."""
        latest = self.task_ids.sorted("id")[-1:]
        told = {latest.id: latest._office_rows()} if latest else {}
        latest._post_notice("series_missed", told, f"series/{self.id}/{occurrence}", note=note)

    @api.model
    def _yesterday(self):
        return self.env["directive.settings"]._today() - timedelta(days=1)

    @api.model
    def _trigger_next(self):
        """Have the scheduled action run when the next series opens, at midnight in the province."""
        running = [("state", "=", "running"), ("date_open", "!=", False)]
        # Whoever changed a series needs no right to scheduled actions.
        first = self.sudo().search(running, order="date_open", limit=1).date_open
        if first:
            moment = self.env["directive.settings"]._start_of_day_utc(first)
            cron = self.env.ref("directive_tracking.ir_cron_open_series")
            cron.sudo()._trigger(moment)  # a scheduled action is the system's
