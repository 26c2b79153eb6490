from datetime import timedelta

from odoo import api, models

from ..tools.workflow import WORKFLOW

SERIES = (
    ("Báo cáo kết quả giải ngân vốn đầu tư công hằng tháng", "so_tc", "monthly"),
    ("Báo cáo tình hình thiên tai và công tác ứng phó hằng tuần", "so_nnmt", "weekly"),
    ("Báo cáo kết quả cải cách hành chính hằng quý", "so_xd", "quarterly"),
)
WAITING = "Triển khai Đề án sau khi được Thủ tướng Chính phủ phê duyệt"
REVIEWED = "Thường xuyên rà soát, tháo gỡ vướng mắc về cấp phép xây dựng"
PERIOD = "Hoàn thành chỉ tiêu thu ngân sách nhà nước quý này"
NEARLY = "Báo cáo kết quả giải ngân vốn đầu tư công hàng tháng của ngành"


class DirectiveDemo(models.AbstractModel):
    """An order whose tasks have every kind of deadline, and a draft like an open task."""

    _inherit = "directive.demo"

    @api.model
    def _create_recurrence(self):
        """Create the periodic order two months ago, so that occurrences have opened since."""
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
        order.with_context(directive_ask_confirmation=False).action_issue()
        self._open_since(order)
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

    def _open_since(self, order):
        """Set the series back by two months, and open what has been due since."""
        back = self.env["directive.settings"]._today() - timedelta(days=60)
        for series in order.series_ids:
            rhythm, first = series._rhythm(), series.task_ids
            due = rhythm.due_after(back)
            mine = series.with_context(directive_workflow=WORKFLOW)
            mine.occurrence_ids.write({"date": due})
            mine.date_last = due
            first._restore_history(
                {
                    "date_assigned": rhythm.opens_on(due),
                    "date_last_news": rhythm.opens_on(due),
                    "date_occurrence": due,
                    "date_deadline": due,
                    "date_deadline_original": due,
                }
            )
        while self.env["directive.task.series"]._open_some():
            pass
