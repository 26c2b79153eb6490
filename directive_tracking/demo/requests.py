from datetime import timedelta

from odoo import api, models

ASKED = {
    "return": "Nội dung này thuộc chức năng của cơ quan khác, đề nghị trả lại.",
    "suspension": "Chờ hướng dẫn của bộ chuyên ngành, đề nghị tạm dừng tính thời hạn.",
    "objective_cause": "Mưa lũ làm hư hỏng đường vào, không thể thi công đúng tiến độ.",
}
CONFIRMED = "Mưa lũ kéo dài, Văn phòng đã kiểm tra."
GIVEN_AWAY = "Đúng địa bàn của xã, chuyển để thực hiện."


class DirectiveDemo(models.AbstractModel):
    """Requests of each kind: waiting, granted, and a task given to another agency."""

    _inherit = "directive.demo"

    @api.model
    def _make_requests(self):
        """Fill the Office's queue of requests and the list of tasks given away."""
        Former = self.env["directive.task.former"]
        if Former.search_count([], limit=1):
            return
        self = self._in_its_language()
        today = self.env["directive.settings"]._today()
        plain = [("request_ids", "=", False), ("parent_id", "=", False), ("child_ids", "=", False)]
        hand = [*plain, ("state", "=", "in_progress")]
        working = self._some([*hand, ("date_deadline", ">", today + timedelta(days=10))], 3)
        late = self._some([*hand, ("date_deadline", "<", today)], 2)
        for task, kind in zip(working[:2], ("return", "suspension"), strict=False):
            self._ask_for(task, kind)
        for place, task in enumerate(late):
            request = self._ask_for(task, "objective_cause")
            if place:
                request.action_approve(CONFIRMED)
        for task in working[2:]:
            commune = self._ref("agency_x_muonghum")
            if task.lead_agency_id != commune:
                task._transfer(commune, GIVEN_AWAY)

    def _some(self, domain, count):
        return self.env["directive.task"].search(domain, limit=count)

    def _ask_for(self, task, kind):
        Request = self.env["directive.task.request"].with_user(self._actor(task, "receive"))
        request = Request.create({"task_id": task.id, "kind": kind, "reason": ASKED[kind]})
        return request.with_env(self.env)
