from datetime import timedelta

from odoo import api, models

from ..tools.periods import period_bounds

FILE = "so-theo-doi-quy-truoc.csv"
# Of how many tasks each agency of a kind was late: some hardly ever, some mostly.
LATE = {"department": (0, 1, 2, 12, 6, 1), "commune": (1, 0, 11, 3)}
TASKS = 16  # of each agency in the quarter
WORK = (
    "Báo cáo kết quả giải ngân vốn đầu tư công",
    "Rà soát thủ tục hành chính thuộc phạm vi quản lý",
    "Cập nhật dữ liệu dân cư phục vụ chuyển đổi số",
    "Kiểm tra công tác phòng, chống thiên tai",
    "Tổng hợp kiến nghị của cử tri",
    "Lập kế hoạch bảo đảm trật tự an toàn giao thông",
    "Thống kê quỹ nhà, đất dôi dư",
    "Báo cáo tiến độ giải phóng mặt bằng",
    "Đánh giá kết quả cải cách hành chính",
)
OBJECTION = "Có một báo cáo gửi đúng hạn qua trục liên thông nhưng ghi nhận chậm; kèm phiếu gửi."


class DirectiveDemo(models.AbstractModel):
    """A closed quarter of the demo province, with scores, bands and an objection."""

    _inherit = "directive.demo"

    @api.model
    def _close_periods(self):
        """Take over the finished work of the last quarter, close quarter and month, and object."""
        if self.env["directive.period"].search_count([], limit=1):
            return
        self = self._in_its_language()
        begun = period_bounds("quarter", self.env["directive.settings"]._today())[0]
        first, last = period_bounds("quarter", begun - timedelta(days=1))
        rows = [row for agency, late in self._compared() for row in self._work(agency, late, first)]
        self._preview(rows, FILE, f"{last:%d/%m/%Y}").action_confirm()
        Period = self.env["directive.period"].with_user(self._ref("user_chuyenvien"))
        Period._close("month", *period_bounds("month", last))
        self._object(Period._close("quarter", first, last))

    def _compared(self):
        """Return ``[(agency, how many of its tasks are late)]``."""
        Agency = self.env["directive.agency"]
        return [
            pair
            for kind, late in LATE.items()
            for pair in zip(
                Agency.search([("kind", "=", kind)], limit=len(late)), late, strict=False
            )
        ]

    def _work(self, agency, late, first):
        """Return the rows of the tracker of one agency, its late tasks first."""
        rows = []
        for number in range(TASKS):
            given = first + timedelta(days=3 * number)
            due = given + timedelta(days=25)
            done = due + timedelta(days=8 if number < late else -3)
            order = f"{500 + number}/UBND-TH ngày {given:%d/%m/%Y}"
            result = f"BC số {100 + number}/BC ngày {done:%d/%m/%Y}"
            status = "Đã hoàn thành"
            rows.append(
                (
                    WORK[number % len(WORK)],
                    order,
                    agency.name,
                    "",
                    f"{due:%d/%m/%Y}",
                    status,
                    result,
                    "",
                )
            )
        return rows

    def _object(self, period):
        user = self._ref("user_sonoivu")
        mine = period.score_ids.filtered(lambda one: one.agency_id in user._directive_agencies())
        score = mine.sudo(False).with_user(user)
        self.env["directive.score.objection"].with_user(user)._object(score, OBJECTION, "on_time")
