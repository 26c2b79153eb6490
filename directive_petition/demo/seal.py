from odoo import Command, api, models

POST = "Chánh Văn phòng, người giữ danh tính"
LIFTING = (
    "revealed",
    "Văn bản ngày làm việc, bút lục số 7",
    "Người tố cáo đã trả lời phỏng vấn báo tỉnh và đề nghị ghi rõ họ tên",
)
VERIFYING = "Xác minh nội dung tố cáo theo Quyết định 60/QĐ-UBND"


class DirectiveDemo(models.AbstractModel):
    """Who may know the denouncers of the demo province, and who has read what."""

    _inherit = "directive.demo"

    @api.model
    def _fill_seals(self):
        """Give rights to open seals, use one, and take one back."""
        if self.env["petition.seal.grant"].search_count([], limit=1):
            return
        keeper = self.env.ref("directive_petition.user_giudanhtinh")
        demo = self._in_its_language()
        demo._make_keeper(keeper)
        office = self._ref("agency_vpubnd")
        sealed = [("kind", "=", "denunciation"), ("letter_id.agency_id", "=", office.id)]
        matters = self.env["petition.matter"].search(sealed, order="id")
        named = matters.filtered(lambda one: any(one.letter_id.person_ids.mapped("is_sealed")))
        for matter in named[:1]:
            demo._use_rights(matter, keeper)
        for matter in named[1:2]:
            grant = demo._give_right(matter, keeper, "truongban", "Trả lời người tố cáo")
            grant.with_user(keeper).action_revoke()

    def _make_keeper(self, keeper):
        keeper.lang = self.env.lang or keeper.lang
        office = self._ref("agency_vpubnd")
        post = {"agency_id": office.id, "user_id": keeper.id, "role": "deputy", "title": POST}
        self.env["directive.agency.member"].create(post)

    def _give_right(self, matter, keeper, login, reason):
        user = self.env.ref(f"directive_petition.user_{login}")
        grants = self.env["petition.seal.grant"].with_user(keeper)
        return grants._give(matter, user, reason).with_user(user)

    def _propose_lifting(self, matter):
        """Somebody who denounced spoke to a newspaper: a keeper has to decide."""
        people = matter.letter_id.sudo().person_ids  # of the letter that was just opened
        matter.env["petition.seal.lifting"]._propose(
            matter, people.filtered("is_sealed")[:1].with_env(matter.env), *LIFTING
        )

    def _use_rights(self, matter, keeper):
        """One reads to write to the denouncer; another declares that they may not."""
        grant = self._give_right(matter, keeper, "truongban", VERIFYING)
        grant._declare_interest(False)
        known = matter.with_user(grant.env.user)
        known._open_seal("Mời người tố cáo đến làm việc")
        self._propose_lifting(known)
        relative = self._give_right(matter, keeper, "tiepcongdan", VERIFYING)
        relative._declare_interest(True, "Cháu họ của người bị tố cáo")
        copy = {"name": "Đơn tố cáo (bản đã lược danh tính)", "pages": 2, "is_redacted": True}
        known.letter_id.write({"paper_ids": [Command.create(copy)]})
