from odoo import api, models

SIGNED_AS = "KT. CHÁNH VĂN PHÒNG; PHÓ CHÁNH VĂN PHÒNG"
SCHEDULES = (
    ("Tình hình thực hiện nhiệm vụ trong tuần", "week"),
    ("Tình hình thực hiện nhiệm vụ trong tháng", "month"),
    ("Tình hình thực hiện nhiệm vụ trong quý", "quarter"),
)


class DirectiveDemo(models.AbstractModel):
    """Reports by schedule: one released, one that waits for its specialist."""

    _inherit = "directive.demo"

    @api.model
    def _make_reports(self):
        """Schedule reports, draft that of the last week and month, and release the month's."""
        if self.env["directive.form.schedule"].search_count([], limit=1):
            return
        self = self._in_its_language()
        schedules = self._schedule_reports()
        for schedule in schedules[:2]:
            first, last = schedule._bounds_ended()
            schedule._draft(first, last)
        month = schedules[1]._reports()
        month.write({"number": "125/BC-VPUBND", "posts": SIGNED_AS})
        month.with_user(month.user_id).action_release()

    def _schedule_reports(self):
        specialist, leader = self._ref("user_chuyenvien"), self._ref("user_lanhdao")
        form = self.env.ref("directive_tracking.directive_form_01_nv")
        return self.env["directive.form.schedule"].create(
            [
                {
                    "name": name,
                    "period": period,
                    "form_id": form.id,
                    "user_id": specialist.id,
                    "recipient_ids": [(6, 0, leader.ids)],
                }
                for name, period in SCHEDULES
            ]
        )
