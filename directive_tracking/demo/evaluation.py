from datetime import timedelta

from odoo import api, models

from ..tools.periods import period_bounds

FILE = "so-theo-doi-quy-truoc.csv"
MONTH_FILE = "so-theo-doi-thang-truoc.csv"
LATE_FILE = "so-theo-doi-nhap-muon.csv"  # after the closing: what form 10-NV shows
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
UPHELD = "Nhiệm vụ chậm do văn bản hướng dẫn của Bộ ban hành muộn; kèm công văn."
ANSWER = "Công văn kèm theo cho thấy kết quả được gửi trong thời hạn đã gia hạn."
NOTHING = "Thành phần này đã đạt mức cao nhất."


class DirectiveDemo(models.AbstractModel):
    """Closed periods of the demo province, with scores, objections and differences."""

    _inherit = "directive.demo"

    @api.model
    def _close_periods(self):
        """Take over finished work, close the last quarter and month, object, and enter more."""
        if self.env["directive.period"].search_count([], limit=1):
            return
        self = self._in_its_language()
        quarter, month = (self._last_ended(kind) for kind in ("quarter", "month"))
        earlier = period_bounds("month", quarter[1])
        self._take_over(FILE, TASKS, quarter[0], quarter[1])
        if month != earlier:
            self._take_over(MONTH_FILE, 7, month[0] - timedelta(days=22), month[1])
        Period = self.env["directive.period"].with_user(self._ref("user_chuyenvien"))
        closed = [Period._close("month", *bounds) for bounds in sorted({earlier, month})]
        closed.append(Period._close("quarter", *quarter))
        for period in closed[-2:]:
            self._object(period, "user_sonoivu", OBJECTION)
            self._uphold(self._object(period, "user_xamuonghum", UPHELD))
        self._take_over(LATE_FILE, 2, month[0] - timedelta(days=22), month[1], number=540)

    def _last_ended(self, kind):
        begun = period_bounds(kind, self.env["directive.settings"]._today())[0]
        return period_bounds(kind, begun - timedelta(days=1))

    def _take_over(self, name, tasks, first, last, number=500):
        """Take over a tracker with so many tasks of each agency, given from ``first`` on."""
        rows = [
            row
            for agency, late in self._compared()
            for row in self._work(agency, late * tasks // TASKS, first, tasks, number)
        ]
        self._preview(rows, name, f"{last:%d/%m/%Y}").action_confirm()

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

    def _work(self, agency, late, first, tasks, number):
        """Return the rows of the tracker of one agency, its late tasks first."""
        rows = []
        for place in range(tasks):
            given = first + timedelta(days=3 * place)
            due = given + timedelta(days=25)
            done = due + timedelta(days=5 if place < late else -3)
            order = f"{number + place}/UBND-TH ngày {given:%d/%m/%Y}"
            result = f"BC số {100 + place}/BC ngày {done:%d/%m/%Y}"
            what = WORK[(number + place) % len(WORK)]
            day = f"{due:%d/%m/%Y}"
            rows.append((what, order, agency.name, "", day, "Đã hoàn thành", result, ""))
        return rows

    def _object(self, period, login, reason):
        user = self._ref(login)
        mine = period.score_ids.filtered(lambda one: one.agency_id in user._directive_agencies())
        score = mine.sudo(False).with_user(user)
        if not score.is_scored:
            return self.env["directive.score.objection"]
        return (
            self.env["directive.score.objection"].with_user(user)._object(score, reason, "on_time")
        )

    def _uphold(self, objection):
        """Uphold an objection: one more task of the part counts as good."""
        for one in objection.with_user(self._ref("user_chuyenvien2")):
            part = one.score_id.part_ids.filtered(lambda part: part.measure == "on_time")
            if part.good_now < part.n:
                one.action_accept(ANSWER, [("on_time", part.good_now + 1)])
            else:
                one.action_reject(NOTHING)
