from odoo.exceptions import ValidationError

from ...tools.letter.words import refusal_list
from ..petition_common import PetitionCase


class TestPaperLaw(PetitionCase):
    """On which law a paper rests, and who decides."""

    def paper_of(self, matter, kind, **vals):
        Paper = self.env["petition.document"].with_user(self.manager)
        return Paper._draft(matter.with_user(self.manager), kind, **vals)

    def test_a_decision_rests_on_the_law_of_its_kind_and_day_and_speaks_in_articles(self):
        for kind, law in (
            ("complaint", "155/2026"),
            ("denunciation", "156/2026"),
            ("petition", "154/2026"),
        ):
            body = self.paper_of(self.make_matter(kind=kind), "suspension_decision").body
            with self.subTest(kind):
                self.assertRegex(body.splitlines()[0], "136/2025/QH15")
                self.assertIn(law, body.splitlines()[1])
                self.assertRegex(body, r"\nArticle 1\. The settlement")
        old = self.paper_of(self.make_matter(), "suspension_decision", date="2026-06-30")
        self.assertNotIn("136/2025", old.body)

    def test_a_decision_begins_with_who_decides_in_the_middle(self):
        self.env["ir.config_parameter"].set_param("directive_tracking.chase_posts", "KT. HEAD; B")
        self.env["ir.config_parameter"].set_param("directive_tracking.chase_above", "Tỉnh X")
        first, basis = self.paper_of(self.make_matter(), "suspension_decision")._paper().body[:2]
        self.assertEqual((first.text, first.bold, first.align), ("HEAD TỈNH X", True, "centre"))
        self.assertTrue(basis.italic)

    def test_each_kind_is_refused_by_its_own_law(self):
        for kind, law in (
            ("complaint", "Luật Khiếu nại"),
            ("denunciation", "Luật Tố cáo"),
            ("petition", "Thông tư"),
        ):
            grounds = self.env["petition.ground"].search([("list", "=", refusal_list(kind))])
            matter = self.make_matter(state="classified", kind=kind)
            paper = self.paper_of(matter, "refusal_notice", ground_id=grounds[0].id)
            with self.subTest(kind):
                self.assertTrue(all(law in one.citation for one in grounds))
                self.assertIn(law, paper.body)

    def test_a_petition_is_not_refused_by_the_law_on_complaints(self):
        matter = self.make_matter(state="classified", kind="petition")
        values = {"ground_id": self.ground.id, "document_number": "5/TB-UBND"}
        with self.assertRaisesRegex(ValidationError, "not a valid ground"):
            matter.with_user(self.manager)._take_step("refuse", values)

    def test_what_was_not_read_in_an_official_text_says_so_before_it_is_used(self):
        grounds = self.env["petition.ground"].search([])
        unread = grounds.filtered(lambda one: not one.is_verified).mapped("citation")
        self.assertTrue(all(one.startswith(("Thông tư 05/2021", "Nghị định")) for one in unread))
        ground = grounds.filtered(lambda one: "05/2021" in one.citation)[0]
        matter = self.make_matter(state="classified", kind="petition").with_user(self.manager)
        asked = matter.with_context(petition_verb="refuse").action_step()
        form = self.env["petition.matter.stepping"].with_user(self.manager).browse(asked["res_id"])
        form.ground_id = ground
        self.assertFalse(form.is_ground_verified)
