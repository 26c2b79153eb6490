from datetime import timedelta

from odoo import api, models

DUTIES = (
    ("Cung cấp số liệu thuộc lĩnh vực quản lý và rà soát dự thảo.", "Bảng số liệu"),
    ("Phối hợp kiểm tra thực tế tại cơ sở, cử cán bộ tham gia đoàn.", "Biên bản kiểm tra"),
    ("Thẩm định nội dung chuyên môn và nguồn kinh phí.", "Văn bản thẩm định"),
)
QUESTION = "Đề nghị quý cơ quan cho ý kiến về dự thảo báo cáo kèm theo."
ANSWER = "Cơ bản thống nhất; đề nghị bổ sung số liệu quý trước tại mục 2."
SHOWN = 6  # tasks with duties and opinions


class DirectiveDemo(models.AbstractModel):
    """Duties of coordinating agencies, opinions asked and given, some of them late."""

    _inherit = "directive.demo"

    @api.model
    def _coordinate(self):
        """Fill the parts of some tasks, and ask opinions: one answered, one late, one open."""
        if self.env["directive.task.opinion"].search_count([], limit=1):
            return
        self = self._in_its_language()
        today = self.env["directive.settings"]._today()
        domain = [
            ("state", "=", "in_progress"),
            ("coordinating_agency_ids", "!=", False),
            *(
                "|",
                ("date_deadline", "=", False),
                ("date_deadline", ">", today + timedelta(days=3)),
            ),
        ]
        for rank, task in enumerate(self.env["directive.task"].search(domain, limit=SHOWN)):
            self._give_duties(task, today + timedelta(days=3 - 2 * rank))  # some are late
            self._ask_opinion(task, rank, today)

    def _give_duties(self, task, day):
        for (duty, product), part in zip(DUTIES, task.coordination_ids, strict=False):
            values = {"duty": duty, "product": product, "date_deadline": day}
            part.action_set_duty(values, duty)

    def _ask_opinion(self, task, rank, today):
        day = today + timedelta(days=2)
        vals = {"task_id": task.id, "question": QUESTION, "date_deadline": day}
        agency = task.coordinating_agency_ids[:1]
        opinion = self.env["directive.task.opinion"].create({**vals, "agency_id": agency.id})
        if rank % 3 == 0:
            opinion.action_answer("remarks", ANSWER)
        elif rank % 3 == 1:
            past = today - timedelta(days=4)
            opinion._as_system().write({"date_asked": past, "date_deadline": past})
