from odoo import api, models

from ..tools.workflow import WORKFLOW
from .scenarios import Scenario

SERIES = (
    ("Báo cáo kết quả giải ngân vốn đầu tư công hằng tháng", "so_tc", "monthly"),
    ("Báo cáo tình hình thiên tai và công tác ứng phó hằng tuần", "so_nnmt", "weekly"),
    ("Báo cáo kết quả cải cách hành chính hằng quý", "so_xd", "quarterly"),
)
WAITING = "Triển khai Đề án sau khi được Thủ tướng Chính phủ phê duyệt"
REVIEWED = "Thường xuyên rà soát, tháo gỡ vướng mắc về cấp phép xây dựng"
PERIOD = "Hoàn thành chỉ tiêu thu ngân sách nhà nước quý này"
NEARLY = "Báo cáo kết quả giải ngân vốn đầu tư công hàng tháng của ngành"
SINCE = 60  # days ago the order was issued


class DirectiveDemo(models.AbstractModel):
    """An order whose tasks have every kind of deadline, and a draft like an open task."""

    _inherit = "directive.demo"

    @api.model
    def _create_recurrence(self):
        """Create the periodic order of two months ago, so that occurrences have opened since."""
        if self.env["directive.task.series"].search_count([], limit=1):
            return
        self = self._in_its_language()
        order = self._new_order("215/QĐ-UBND", "Chế độ thông tin, báo cáo định kỳ năm nay")
        for name, agency, frequency in SERIES:
            self._new_task(order, name, agency, deadline_kind="periodic", frequency=frequency)
        self._new_task(
            order, WAITING, "so_nnmt", deadline_kind="event", deadline_days=15,
            event_text="sau khi được Thủ tướng Chính phủ phê duyệt",
        )  # fmt: skip
        self._new_task(order, REVIEWED, "so_xd", deadline_kind="none", review_days=30)
        self._new_task(order, PERIOD, "so_tc", deadline_kind="date")
        self.with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW)._begin(order)
        self._new_task(
            self._new_order("231/UBND-TH", "Về tiến độ giải ngân vốn đầu tư công"),
            NEARLY, "so_tc", deadline_kind="none",
        )  # fmt: skip

    def _new_order(self, number, subject):
        today = self.env["directive.settings"]._today()
        return self.env["directive.directive"].create(
            {
                "number": number,
                "subject": subject,
                "date_issued": today,
                "issuer_id": self._ref("issuer_chu_tich").id,
                "monitor_id": self._ref("user_chuyenvien").id,
            }
        )

    def _new_task(self, order, name, agency, **vals):
        today = self.env["directive.settings"]._today()
        if vals["deadline_kind"] == "date":
            day = self.env["directive.settings"]._working_calendar().add(today, 20)
            vals |= {"date_deadline": day}
        return self.env["directive.task"].create(
            {
                "directive_id": order.id,
                "name": name,
                "lead_agency_id": self._ref(f"agency_{agency}").id,
                "monitor_id": self._ref("user_chuyenvien").id,
                **vals,
            }
        )

    def _begin(self, order):
        """Assign its tasks two months ago, report the first occurrences, and open later ones."""
        begun = self._in_days(-SINCE)
        order = order.with_env(self.env)
        tasks = order.task_ids
        for task in tasks:
            self._assign(task, begun)
        order._restore_history({"date_issued": begun, "date_entered": begun})
        order._follow_tasks()
        periodic = tasks.filtered(lambda task: task.deadline_kind == "periodic")
        self._begin_series(periodic, begun)
        for task in periodic:
            self._report_in_time(task)
        while self.env["directive.task.series"]._open_some():
            pass

    def _assign(self, task, day):
        """Assign a task on ``day``, with the deadline and the review counted from then."""
        due = task._assignment_deadline(day, self.env["directive.settings"]._working_calendar())
        review = not due and task._review_after(day)
        deadlines = {"date_deadline": due, "date_deadline_original": due, "date_review": review}
        self._step(task, "assign", day, **deadlines)

    def _begin_series(self, tasks, begun):
        """Begin the series of these tasks on the day ``begun``."""
        for series in self.env["directive.task.series"]._begin_with(tasks):
            due = series._rhythm().due_after(begun)
            mine = series.with_context(directive_workflow=WORKFLOW)
            mine.occurrence_ids.write({"date": due})
            mine.date_last = due
            series.task_ids._restore_history({"date_occurrence": due})

    def _report_in_time(self, task):
        """Let the agency receive a first occurrence, and report it where it is due by now."""
        today = self.env["directive.settings"]._today()
        received, due = ((day - today).days for day in (task.date_assigned, task.date_deadline))
        steps, progress = [("receive", received)], 0
        if due < 0:
            steps += [("report_completion", due), ("accept", due + 1)]
            progress = 100
        for verb, days in steps:
            self._step(task, verb, self._in_days(days))
        self._report(task, Scenario(tuple(steps), progress=progress))
