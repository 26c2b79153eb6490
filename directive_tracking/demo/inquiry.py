from datetime import timedelta

from odoo import Command, api, models

from ..tools.recurrence import Rhythm
from ..tools.workflow import WORKFLOW

DAMAGE = {
    "name": "Thiệt hại do mưa lũ và công tác khắc phục",
    "note": "Số liệu tính đến hết ngày cuối kỳ báo cáo; chưa phát sinh thì ghi 0.",
}
DAMAGE_QUESTIONS = (
    {"name": "Số nhà bị hư hỏng, phải di dời", "kind": "number", "unit": "nhà"},
    {"name": "Ước giá trị thiệt hại", "kind": "number", "unit": "triệu đồng"},
    {"name": "Còn hộ phải ở tạm", "kind": "yes_no"},
    {
        "name": "Mức độ khắc phục giao thông",
        "kind": "choice",
        "choices": "Chưa khắc phục\nĐã thông xe một phần\nĐã thông xe toàn bộ",
    },
    {"name": "Khó khăn, vướng mắc và kiến nghị", "is_required": False},
    {"name": "Biên bản kiểm kê", "kind": "file", "is_required": False},
)
ANSWERS = (
    ("12", "1.350,5", "yes", "Đã thông xe một phần", "Thiếu kinh phí di dời 5 hộ.", None),
    ("0", "240", "no", "Đã thông xe toàn bộ", "", None),
)
MONTHLY = {
    "name": "Kết quả thực hiện nhiệm vụ được giao trong tháng",
    "note": "Số liệu do hệ thống tổng hợp; cơ quan giải thích tại cột Ghi chú.",
    "frequency": "monthly",
}
MONTHLY_QUESTIONS = (
    {"name": "Tổng số nhiệm vụ phải thực hiện", "kind": "figure", "figure_code": "1"},
    {"name": "Đã hoàn thành", "kind": "figure", "figure_code": "6"},
    {"name": "Chưa hoàn thành, quá hạn", "kind": "figure", "figure_code": "12"},
    {"name": "Tỷ lệ đúng hạn (%)", "kind": "figure", "figure_code": "18"},
    {"name": "Nguyên nhân của các nhiệm vụ quá hạn"},
    {"name": "Ngày dự kiến hoàn thành các nhiệm vụ quá hạn", "kind": "date", "is_required": False},
)
WHY = "Một số nhiệm vụ chờ ý kiến của bộ, ngành Trung ương."
BACK = "Số nhà hư hỏng chưa khớp với biên bản kiểm kê, đề nghị rà soát lại."
AGAIN = {"name": "Tổng hợp nhanh thiệt hại tháng này"}


class DirectiveDemo(models.AbstractModel):
    """Reports asked of agencies: one of communes, one every month, one that is still a draft."""

    _inherit = "directive.demo"

    @api.model
    def _ask_agencies(self):
        """Ask for reports; some have answered, one is returned, one waits for its head, some are late."""
        if self.env["directive.inquiry"].search_count([], limit=1):
            return
        self = self._in_its_language().with_context(directive_workflow=None)
        damage = self._ask_for_report(
            DAMAGE,
            DAMAGE_QUESTIONS,
            agency_group_ids=self._ref("agency_group_ven_suoi").ids,
            agency_ids=self._ref("agency_so_xd").ids,
        )
        for answer, values in zip(damage.answer_ids, ANSWERS, strict=False):
            self._answer_report(answer, values)
        office = self._ref("user_chuyenvien")
        damage.answer_ids.filtered(lambda one: one.state == "submitted")[-1:].with_user(
            office
        ).action_return(BACK)
        self._make_late(damage)
        self._ask_monthly()
        self._draft_report(AGAIN, DAMAGE_QUESTIONS[:1], agency_ids=self._ref("agency_so_xd").ids)

    def _ask_monthly(self):
        departments = ("so_nv", "so_tc", "so_ct", "so_nnmt", "so_xd", "so_yt")
        agencies = self.env["directive.agency"].union(
            *(self._ref(f"agency_{one}") for one in departments)
        )
        monthly = self._ask_for_report(MONTHLY, MONTHLY_QUESTIONS, agency_ids=agencies.ids)
        for answer in monthly.answer_ids.filtered(
            lambda one: one.agency_id != self._ref("agency_so_nv")
        )[:3]:
            self._answer_report(answer, (*(None,) * 4, WHY, None))

    def _draft_report(self, vals, questions, agency_ids, agency_group_ids=()):
        """Return a draft about the month that has ended."""
        last = Rhythm("monthly").due_before(self.env["directive.settings"]._today())
        return (
            self.env["directive.inquiry"]
            .with_user(self._ref("user_chuyenvien"))
            .create(
                {
                    **vals,
                    "date_from": Rhythm("monthly").opens_on(last),
                    "date_to": last,
                    "agency_ids": [Command.set(agency_ids)],
                    "agency_group_ids": [Command.set(agency_group_ids)],
                    "question_ids": [
                        Command.create({**one, "sequence": 10 * place})
                        for place, one in enumerate(questions, 1)
                    ],
                }
            )
        )

    def _ask_for_report(self, vals, questions, **whom):
        """Return the round that is opened at once."""
        draft = self._draft_report(vals, questions, **whom)
        draft.action_issue()
        return draft.round_ids.with_env(self.env)

    def _answer_report(self, answer, values):
        """Fill in ``answer`` and submit it for its agency, or leave it to its head."""
        members = answer.agency_id.member_ids.filtered("user_id")
        user = members.filtered(lambda one: one.role == "head")[:1].user_id or members.user_id[:1]
        if not user:
            return
        mine = answer.with_user(user)
        for line, value in zip(mine.line_ids, values, strict=True):
            if value is not None:
                line.write({"value": value})
        mine.action_submit()

    def _make_late(self, opened):
        """Let the round have been asked last week."""
        day = self.env["directive.settings"]._today() - timedelta(days=2)
        late = {"date_deadline": day, "date_open": day - timedelta(days=5)}
        opened.answer_ids._as_system().write(late)
        # Rounds are kept by the system, as here.
        opened.sudo().with_context(directive_workflow=WORKFLOW).write(late)
