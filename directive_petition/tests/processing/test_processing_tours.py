from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone

from ..petition_common import PetitionWorld


class ProcessingTours(HttpCase, PetitionWorld):
    """A manager plans a dialogue, issues its notice, and looks how a day was reached."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.matter = cls.make_matter(state="verifying")

    def go_through(self):
        page, login = f"/odoo/petition-matters/{self.matter.id}", self.manager.login
        self.start_tour(page, "directive_petition_dialogue", login=login)
        self.start_tour(page, "directive_petition_clock", login=login)
        self.env.invalidate_all()
        notice = self.matter.document_ids.filtered(lambda one: one.kind == "dialogue_notice")
        self.assertEqual(notice.state, "issued")
        self.assertTrue(self.matter.dialogue_ids.date_told)


@tagged("post_install", "-at_install")
class TestProcessingDesk(AtADesk, ProcessingTours):
    def test_a_dialogue_is_told_and_a_day_explained(self):
        self.go_through()


@tagged("post_install", "-at_install")
class TestProcessingTelephone(OnATelephone, ProcessingTours):
    def test_a_dialogue_is_told_and_a_day_explained(self):
        self.go_through()
