from datetime import timedelta

from odoo import api, models

TWO_TIERS = ("agency_so_nv", "agency_so_tp", "agency_x_muonghum")
CLAIMS = (
    "Đã trình dự thảo, kèm biên bản họp góp ý; đề nghị thủ trưởng duyệt.",
    "Đã kiểm tra tại hiện trường, kết quả nêu trong báo cáo kèm theo.",
)
SENT_BACK = "Chưa có số liệu của quý trước; bổ sung rồi trình lại."
PLAN = "Kế hoạch hậu kiểm quý của Văn phòng"
SEEN = "Đã kiểm tra hồ sơ và hiện trường, đúng như báo cáo."
NOT_DONE = "Công trình chưa bàn giao, báo cáo nêu chưa đúng thực tế."


class DirectiveDemo(models.AbstractModel):
    """Reports that wait for a head, their earlier versions, and a sample drawn for verification."""

    _inherit = "directive.demo"

    @api.model
    def _judge_results(self):
        """Fill the head's queue, the list of returned results and one verification."""
        if self.env["directive.verification"].search_count([], limit=1):
            return
        self = self._in_its_language()
        self.env["directive.task.review"]._take_over()
        for agency in self._two_tier_agencies():
            self._ask_the_head(agency)
        self._verify_some()

    def _two_tier_agencies(self):
        found = (self.env.ref(f"directive_tracking.{name}", False) for name in TWO_TIERS)
        agencies = self.env["directive.agency"].union(*(one for one in found if one))
        agencies.requires_head_approval = True
        return agencies

    def _ask_the_head(self, agency):
        """Let a responder report twice; the head sends the first version back."""
        people = {row.role: row.user_id for row in agency.member_ids if row.user_id}
        domain = [("lead_agency_id", "=", agency.id), ("state", "=", "in_progress")]
        task = self.env["directive.task"].search(domain, limit=1)
        if not task or not {"head", "responder"} <= people.keys():
            return
        for rank, content in enumerate(CLAIMS):
            report = self._claim(task, people["responder"], content)
            if not rank:
                report.with_user(people["head"]).action_send_back(SENT_BACK)

    def _claim(self, task, responder, content):
        Report = self.env["directive.task.progress"].with_user(responder)
        vals = {"task_id": task.id, "kind": "completion", "percent": 100, "content": content}
        return Report.create({**vals, "no_result_reason": "Văn bản đang chờ ký"})

    def _verify_some(self):
        """Draw a sample as a leader, who accepted none of them, and settle two of its tasks."""
        today = self.env["directive.settings"]._today()
        Verification = self.env["directive.verification"].with_user(self._ref("user_lanhdao"))
        drawn = Verification.create(
            {
                "date_from": today - timedelta(days=365),
                "date_to": today,
                "size": 8,
                "seed": f"{today:%Y-%m}",
                "reason": PLAN,
            }
        )
        confirmed, reopened = drawn.line_ids[0], drawn.line_ids[-1]
        confirmed.action_confirm(SEEN)
        reopened.action_reopen(NOT_DONE)
