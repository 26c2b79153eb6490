from datetime import timedelta

from odoo import api, models

# What the department gives to each of its branches, with its weight.
PARTS = {
    "agency_cc_tl": ("Kiểm tra an toàn hồ, đập và đề xuất danh mục sửa chữa", 3),
    "agency_cc_kl": ("Rà soát các điểm có nguy cơ cháy rừng", 1),
}
SO_FAR = "Đã kiểm tra 12/20 công trình."
OWN_PART = "Tổng hợp số liệu của các đơn vị"
LEAVE = "Nghỉ phép năm"
CHANGES = "Phân công lại nhiệm vụ trong Sở"


class DirectiveDemo(models.AbstractModel):
    """A task split for the branches of a department, a stand-in during leave, work handed over."""

    _inherit = "directive.demo"

    @api.model
    def _divide_work(self):
        """Fill the parts of one task and the lists of stand-ins and of work handed over."""
        if self.env["directive.standin"].search_count([], limit=1):
            return
        self = self._in_its_language()
        self._split_for_branches()
        self._name_stand_in()
        self._hand_work_over()

    def _split_for_branches(self):
        lead = self._ref("agency_so_nnmt")
        task = self._task_in_hand(lead)
        giver = lead.member_ids.filtered(lambda row: row.user_id and row.is_current)[:1].user_id
        if not task or not giver:
            return
        for name, (content, weight) in PARTS.items():
            part = task.with_user(giver)._delegate(self._ref(name), content, weight=weight)
            self._work_on(part.with_env(self.env))

    def _work_on(self, part):
        """Receive and report, where the branch has somebody who logs in."""
        user = part.lead_agency_id.member_ids.filtered(lambda row: row.is_current).user_id[:1]
        if user:
            part.with_user(user).action_receive()
            vals = {"task_id": part.id, "kind": "progress", "percent": 60, "content": SO_FAR}
            self.env["directive.task.progress"].with_user(user).create(vals)

    def _task_in_hand(self, agency):
        domain = [("lead_agency_id", "=", agency.id), ("state", "=", "in_progress")]
        without = [("parent_id", "=", False), ("progress_ids.review_state", "!=", "pending")]
        Task = self.env["directive.task"]
        return Task.search(domain + without, limit=1) or Task.search(domain, limit=1)

    def _name_stand_in(self):
        today = self.env["directive.settings"]._today()
        for name in ("agency_so_nv", "agency_x_muonghum"):
            posts = self._ref(name).member_ids.filtered("user_id").grouped("role")
            if {"head", "responder"} <= posts.keys():
                head, responder = posts["head"][:1], posts["responder"][:1]
                self.env["directive.standin"].with_user(head.user_id).create(
                    {
                        "absent_id": head.id,
                        "standin_id": responder.id,
                        "date_from": today + timedelta(days=7),
                        "date_to": today + timedelta(days=11),
                        "reason": LEAVE,
                    }
                )

    def _hand_work_over(self):
        """Give an officer a part of their own, and what they have to the responder."""
        agency = self._ref("agency_so_nv")
        posts = agency.member_ids.filtered("user_id").grouped("role")
        task = self._task_in_hand(agency)
        if not task or not {"head", "responder"} <= posts.keys():
            return
        head, responder = posts["head"][:1].user_id, posts["responder"][:1].user_id
        task.with_user(responder)._delegate(officers=head, content=OWN_PART)
        self.env["directive.officer.handover"].with_user(responder).create(
            {
                "agency_id": agency.id,
                "from_id": head.id,
                "to_id": responder.id,
                "reason": CHANGES,
            }
        )
