from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.chasing.grades import GRADES, at_least, grade_reached, highest
from ...tools.workflow import WORKING_STATES


class DirectiveChaser(models.Model):
    """Proposals by rule: drafts that a specialist reads; none is ever sent by itself."""

    _inherit = "directive.chaser"

    @api.model
    def _cron_propose(self):
        """Draft a formal reminder for each agency whose tasks are overdue long enough.

        An agency has one proposal at a time. A task chased lately in the same grade or a higher
        one is left out.
        """
        limits = self._grade_limits()
        if not any(limits.values()):
            return
        waiting = self.search([("state", "=", "draft"), ("is_proposed", "=", True)]).agency_id
        reached = self._tasks_by_grade(limits, waiting)
        for agency, tasks in self._without_lately_chased(reached).items():
            self._propose(agency, tasks)

    @api.model
    def _grade_limits(self):
        setting = self.env["directive.settings"]._get
        return {grade: setting(f"chase_days_{grade}") for grade in GRADES}

    @api.model
    def _tasks_by_grade(self, limits, waiting):
        """Return ``{task: grade}`` of the tasks overdue long enough, without agencies ``waiting``."""
        today = self.env["directive.settings"]._today()
        first = today - timedelta(days=min(days for days in limits.values() if days))
        domain = (
            Domain("state", "in", WORKING_STATES)
            & Domain("date_deadline", "<=", first)
            & Domain("parent_id", "=", False)
            & Domain("lead_agency_id", "not in", waiting.ids)
        )
        found = {}
        for task in self.env["directive.task"].search(domain):
            grade = grade_reached((today - task.date_deadline).days, limits)
            if grade:
                found[task] = grade
        return found

    @api.model
    def _without_lately_chased(self, reached):
        """Return ``{agency: {task: grade}}`` of those not chased as severely a few days ago."""
        settings = self.env["directive.settings"]
        since = settings._today() - timedelta(days=settings._get("chase_pause_days"))
        lately = self.env["directive.chaser.line"].search(
            [
                ("task_id", "in", [task.id for task in reached]),
                ("chaser_id.state", "=", "issued"),
                ("chaser_id.date_issued", ">", since),
            ]
        )
        chased = {(line.task_id, line.grade) for line in lately}
        by_agency = {}
        for task, grade in reached.items():
            if not any((task, one) in chased for one in at_least(grade)):
                by_agency.setdefault(task.lead_agency_id, {})[task] = grade
        return by_agency

    @api.model
    def _propose(self, agency, grades):
        """Draft one for these tasks, in the highest grade among them, and show it to the Office."""
        tasks = self.env["directive.task"].union(*grades)
        watcher = agency.monitor_id or tasks.monitor_id[:1]
        chaser = self.create(
            {
                **self._prepare_chaser_vals(agency, tasks, highest(grades.values())),
                "monitor_id": watcher.id,
            }
        )
        chaser._record({"is_proposed": True})
        chaser._tell("chaser_proposed", {chaser.id: chaser._office_rows()})
        return chaser

    @api.model
    def _prepare_chaser_vals(self, agency, tasks, grade, note=None):
        return {
            "agency_id": agency.id,
            "grade": grade,
            "note": note or False,
            "line_ids": [fields.Command.create({"task_id": task.id}) for task in tasks],
        }
