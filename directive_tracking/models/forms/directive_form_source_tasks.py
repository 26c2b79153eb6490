from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ...tools.forms.model import COUNT, DAY, TEXT, Measure

_lt = LazyTranslate(__name__)
AT_ONCE = 500  # tasks read at a time
MEASURES = {
    "content": Measure(_lt("Content"), TEXT),
    "document": Measure(_lt("Number and date of the order"), TEXT),
    "issuer": Measure(_lt("Given by"), TEXT),
    "lead": Measure(_lt("Lead agency"), TEXT),
    "helpers": Measure(_lt("Coordinating agencies"), TEXT),
    "assigned": Measure(_lt("Assigned on"), DAY),
    "original": Measure(_lt("Original deadline"), DAY),
    "deadline": Measure(_lt("Deadline in force"), DAY),
    "completed": Measure(_lt("Completed on"), DAY),
    "late": Measure(_lt("Days late"), COUNT, adds=False),
    "news": Measure(_lt("Last news"), DAY),
    "situation": Measure(_lt("Situation"), TEXT),
    "cause": Measure(_lt("Cause of the delay"), TEXT),
    "chased": Measure(_lt("Times chased"), COUNT, adds=False),
    "proposal": Measure(_lt("Proposal"), TEXT),
}


class DirectiveFormSourceTasks(models.AbstractModel):
    """Tasks one by one: those that a column of the figures counts, as they were on the last day.

    Lead agency, deadline and lateness are those of that day, from the trail; so are the reports.
    """

    _name = "directive.form.source.tasks"
    _description = "Lists of Tasks"
    _inherit = "directive.form.source"

    _label = _lt("Lists of tasks")
    _groupings = ("task",)

    @api.model
    def _measures(self):
        return MEASURES

    @api.model
    def _row_count(self, ask):
        return len(self._listed(ask))

    @api.model
    def _tasks(self, ask, measure, key):
        listed = self._listed(ask)
        return listed if key is None else listed.filtered(lambda task: task.id == key)

    @api.model
    def _listed(self, ask):
        """Return the tasks of the list that the reader may read, by agency and deadline."""
        figures = self.env["directive.form.source.figures"]
        found = figures._tasks(ask._replace(by="agency"), ask.listed, None)
        order = "lead_agency_id, date_deadline, id"
        return self.env["directive.task"].search([("id", "in", found.ids)], order=order)

    @api.model
    def _rows(self, ask):
        listed = self._listed(ask)
        for start in range(0, len(listed), AT_ONCE):
            if start:
                # A long list must not fill the memory. A page shows less than is read at a time:
                # what its reader has chosen and not saved stays.
                self.env.flush_all()
                self.env.invalidate_all()
            tasks = listed.browse(listed.ids[start : start + AT_ONCE])
            yield from self._rows_of(tasks, ask)

    def _rows_of(self, tasks, ask):
        in_force = self.env["directive.transition"]._in_force(tasks, ask.last)
        completed = self._completed(tasks, ask.last)
        reports = self._last_reports(tasks, ask.last)
        names = self._agency_names(in_force, ask)
        documents = {order: self._document(order) for order in tasks.directive_id}
        # How often an agency was chased is the Office's and the leaders' to see.
        chased = tasks._is_office() or tasks._is_leader()
        for task in tasks:
            agency, deadline, _state = in_force.get(task.id, (None, None, None))
            report = reports.get(task.id, reports[None])
            day = completed.get(task.id)
            yield (
                task.id,
                task.name,
                {
                    **self._of_task(task),
                    "document": documents[task.directive_id],
                    "chased": task.chase_count if chased else None,
                    **self._of_report(report),
                    "lead": names.get(agency, ""),
                    "deadline": deadline or None,
                    "completed": day,
                    "late": self._days_late(deadline, day or ask.last),
                },
            )

    def _document(self, order):
        """Return number and day of an order, in one text."""
        document = order.number or order.subject or ""
        if not order.date_issued:
            return document
        day = f"{order.date_issued:%d/%m/%Y}"
        return self.env._("%(number)s of %(day)s", number=document, day=day)

    def _of_task(self, task):
        return {
            "content": task.name,
            "issuer": task.issuer_id.display_name or "",
            "helpers": "; ".join(task.coordinating_agency_ids.mapped("display_name")),
            "assigned": task.date_assigned or None,
            "original": task.date_deadline_original or None,
            "news": task.date_last_news or None,
        }

    def _of_report(self, report):
        causes = (report.difficulty_cause_id.name, report.difficulty)
        return {
            "situation": report.content or "",
            "cause": ": ".join(filter(None, causes)),
            "proposal": report.proposal or "",
        }

    def _days_late(self, deadline, day):
        return (day - deadline).days if deadline and day > deadline else None

    def _agency_names(self, in_force, ask):
        figures = self.env["directive.form.source.figures"]
        ids = {agency: None for agency, *_rest in in_force.values()}
        return dict(figures._records(ask._replace(by="agency"), ids))

    def _last_reports(self, tasks, day):
        """Return ``{task id: its last report until day}``, and under None an empty one."""
        Progress = self.env["directive.task.progress"]
        found = Progress.search([("task_id", "in", tasks.ids), ("date", "<=", day)], order="id")
        return {None: Progress} | {one.task_id.id: one for one in found}

    def _completed(self, tasks, day):
        """Return ``{task id: day of completion}`` of those done at the end of ``day``.

        It is the day of the report that was accepted, or of its acceptance, as the settings say.
        """
        settings = self.env["directive.settings"]
        by_report = settings._get("completion_day") == "reported"
        after = settings._start_of_day_utc(day + timedelta(days=1))
        self.env["directive.transition"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT task_id,
                       (ARRAY_AGG(state_to ORDER BY date DESC, id DESC))[1] = 'done',
                       MAX(date) FILTER (WHERE verb = 'report_completion'),
                       MAX(date) FILTER (WHERE verb = 'accept')
                  FROM directive_transition
                 WHERE task_id = ANY(%s) AND date < %s
                 GROUP BY task_id
                """,
                tasks.ids,
                after,
            )
        )
        moments = {
            task: (reported if by_report else None) or accepted
            for task, is_done, reported, accepted in rows
            if is_done
        }
        return {
            task: settings._to_local(moment).date() for task, moment in moments.items() if moment
        }
