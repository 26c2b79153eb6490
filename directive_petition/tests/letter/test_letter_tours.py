from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone

from ..petition_common import PetitionWorld


class LetterTours(HttpCase, PetitionWorld):
    """The Office registers and accepts; a commune registers what it was sent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.matter = cls.make_matter()
        sent = cls.make_matter(kind="petition")
        document = {"sent_to_id": cls.commune_x.id, "document_number": "5/PC-VP"}
        sent._take_step("transfer", document)
        cls.sent = sent

    def go_through(self):
        manager, commune = self.manager.login, self.staff_x.login
        self.start_tour("/odoo/petition-letters/new", "directive_petition_letter", login=manager)
        self.start_tour(
            f"/odoo/petition-matters/{self.matter.id}", "directive_petition_accept", login=manager
        )
        self.start_tour(
            f"/odoo/petition-matters-sent/{self.sent.id}",
            "directive_petition_register_here",
            login=commune,
        )
        self.env.invalidate_all()
        letter = self.env["petition.letter"].search([("content", "=", "Cầu treo hỏng")])
        self.assertEqual((letter.author_id, len(letter.matter_ids)), (self.manager, 1))
        self.assertEqual(self.matter.state, "accepted")
        self.assertEqual(self.sent.taken_ids.agency_id, self.commune_x)


@tagged("post_install", "-at_install")
class TestLetterDesk(AtADesk, LetterTours):
    def test_a_letter_is_registered_accepted_and_sent_on(self):
        self.go_through()


@tagged("post_install", "-at_install")
class TestLetterTelephone(OnATelephone, LetterTours):
    def test_a_letter_is_registered_accepted_and_sent_on(self):
        self.go_through()
