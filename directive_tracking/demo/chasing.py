from datetime import timedelta

from odoo import api, models

MOST = 8  # tasks in one document
# How three agencies have been chased, once a week until today.
HISTORIES = (
    ("reminder",),
    ("reminder", "warning"),
    ("reminder", "warning", "ultimatum", "ultimatum"),
)
SIGNER = "Hoàng Minh Đức"
QUESTION = "Đề nghị báo cáo rõ nguyên nhân chậm tiến độ và thời gian hoàn thành."
ANSWER = "Chậm do mưa lũ kéo dài; đơn vị đã bố trí thêm nhân lực, cam kết hoàn thành trong tháng."
REASON = "Phải lấy ý kiến bổ sung của các ngành liên quan"


class DirectiveDemo(models.AbstractModel):
    """Formal reminders, questions of the leadership and interim replies of the demo province."""

    _inherit = "directive.demo"

    @api.model
    def _chase(self):
        """Chase overdue tasks in all grades, propose drafts, and ask for explanations."""
        if self.env["directive.chaser"].search_count([], limit=1):
            return
        self = self._in_its_language()
        self._set_up_paper()
        overdue = self.env["directive.task"].search(
            [("timeliness", "=", "open_overdue"), ("state", "=", "in_progress")], order="id"
        )
        self._chase_often([tasks[:MOST] for tasks in overdue.grouped("lead_agency_id").values()])
        self._ask_for_explanations(overdue)
        self._reply_meanwhile(overdue[:6])
        self.env["directive.chaser"]._cron_propose()

    def _set_up_paper(self):
        values = {
            "chase_above": "ỦY BAN NHÂN DÂN TỈNH LÀO CAI",
            "chase_issuer": "VĂN PHÒNG",
            "chase_place": "Lào Cai",
            "chase_posts": "KT. CHÁNH VĂN PHÒNG; PHÓ CHÁNH VĂN PHÒNG",
            "chase_copies": "CT, các PCT UBND tỉnh (b/c); CVP, các PCVP",
        }
        for key, value in values.items():
            self.env["ir.config_parameter"].set_param(f"directive_tracking.{key}", value)

    def _chase_often(self, tasks_of_agencies):
        """Chase three agencies week by week, the longer the more severely; the last very often."""
        today = self.env["directive.settings"]._today()
        chased = list(zip(tasks_of_agencies, HISTORIES, strict=False))
        for weeks in range(3, -1, -1):
            for tasks, grades in chased:
                if len(grades) > weeks:
                    chaser = self._issue(tasks, grades[-1 - weeks])
                    chaser._record({"date_issued": today - timedelta(weeks=weeks)})

    def _issue(self, tasks, grade):
        chaser = tasks.with_user(self._ref("user_chuyenvien"))._draft_chasers(grade)
        chaser.signed_by = SIGNER
        chaser.action_issue()
        return chaser

    def _ask_for_explanations(self, overdue):
        leader = self._ref("user_lanhdao")
        today = self.env["directive.settings"]._today()
        for place, task in enumerate(overdue[:4]):
            asked = task.with_user(leader)
            asked.action_request_explanation(QUESTION, today + timedelta(days=place))
        answered = overdue[0].explanation_ids
        member = answered.agency_id.member_ids.filtered("user_id").sorted("role_rank")[:1]
        if member:
            answered.with_user(member.user_id).action_answer(ANSWER)

    def _reply_meanwhile(self, tasks):
        today = self.env["directive.settings"]._today()
        for days, task in enumerate(tasks, 7):
            author = task.lead_agency_id.member_ids.filtered("user_id")[:1].user_id
            if author:
                self.env["directive.task.progress"].with_user(author).create(
                    {
                        "task_id": task.id,
                        "kind": "interim",
                        "percent": task.progress,
                        "content": REASON,
                        "difficulty": REASON,
                        "expected_date": today + timedelta(days=days),
                    }
                )
