from datetime import timedelta

from odoo import api, models

INVITED = "Người khiếu nại\nChủ tịch Ủy ban nhân dân cấp xã\nCông chức địa chính"
MINUTES = (
    "Người khiếu nại giữ yêu cầu bồi thường về đất.\n"
    "Hai bên thống nhất đo lại hiện trạng thửa đất trong tháng này."
)
REMOTE = ("x_muonghum", "x_yty")
LISTED = "Quyết định công nhận xã vùng sâu, vùng xa, đi lại khó khăn"


class DirectiveDemo(models.AbstractModel):
    """Papers, dialogues and withdrawals of the demo province, and its remote communes."""

    _inherit = "directive.demo"

    @api.model
    def _fill_processing(self):
        """Hold one dialogue, plan another, issue their papers, and record a withdrawal."""
        if self.env["petition.dialogue"].search_count([], limit=1):
            return
        demo = self._in_its_language().with_user(self.env.ref("directive_petition.user_truongban"))
        office = self._ref("agency_vpubnd")
        complaints = demo.env["petition.matter"].search(
            [("agency_id", "=", office.id), ("kind", "=", "complaint")], order="id"
        )
        held = complaints.filtered(lambda one: one.state == "dialogue")[:1]
        planned = complaints.filtered(lambda one: one.state in ("accepted", "verifying"))[:1]
        for matter in held:
            demo._hold_dialogue(matter)
        for matter in planned:
            demo._plan_dialogue(matter, 9).action_told()
        for matter in complaints.filtered(lambda one: one.state == "classified")[:1]:
            demo._withdraw_part(matter)
        demo._list_remote_communes()
        self._in_its_language()._tell_of_late_communes()

    def _tell_of_late_communes(self):
        """What the Office is told of matters that communes are late with."""
        long_ago = self.env["directive.settings"]._today() - timedelta(days=7)
        duties = [("state", "=", "running"), ("is_duty", "=", True), ("date_due", "<", long_ago)]
        self.env["petition.overdue"]._tell_above(self.env["petition.clock"].search(duties))

    def _plan_dialogue(self, matter, days):
        today = self.env["directive.settings"]._today()
        return self.env["petition.dialogue"].create(
            {
                "matter_id": matter.id,
                "day": today + timedelta(days=days),
                "place": "Phòng họp số 2, Trụ sở tiếp công dân tỉnh",
                "chair_name": "Trần Văn Nam",
                "chair_post": "Phó Chánh Văn phòng, Trưởng Ban Tiếp công dân",
                "invited": INVITED,
            }
        )

    def _hold_dialogue(self, matter):
        dialogue = self._plan_dialogue(matter, -1)
        dialogue.minutes = MINUTES
        action = dialogue.action_hold()
        paper = self.env["petition.document"].browse(action["res_id"])
        paper.action_number()
        paper.action_issue()

    def _withdraw_part(self, matter):
        self.env["petition.withdrawal"].create(
            {
                "matter_id": matter.id,
                "person_ids": matter.letter_id.person_ids[:1].ids,
                "is_whole": False,
                "part": "Nội dung về cây cối, hoa màu",
                "reason": "Đã được chi trả",
            }
        )

    def _list_remote_communes(self):
        first = self.env["directive.settings"]._today().replace(month=1, day=1)
        for name in REMOTE:
            # Which communes the demo has is read by the system.
            agency = self.sudo().env.ref(f"directive_tracking.agency_{name}", False)
            if agency:
                self.env["petition.remote.area"].create(
                    {"agency_id": agency.id, "date_from": first, "source": LISTED}
                )
