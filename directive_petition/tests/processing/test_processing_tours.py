from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone

from ..petition_common import PetitionWorld


class ProcessingTours(HttpCase, PetitionWorld):
    """A manager plans a dialogue, looks how a day was reached, and takes ends and a withdrawal back."""

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

    def go_back(self):
        closed = self.make_matter(state="published")
        self.take(closed, "close")
        withdrawn = self.make_matter(state="accepted")
        self.withdraw(withdrawn)
        self.take(withdrawn, "terminate")
        one = self.withdraw(self.matter)
        for matter, tour in (
            (closed, "restore"),
            (withdrawn, "look_again"),
            (one.matter_id, "set_aside"),
        ):
            page = f"/odoo/petition-matters/{matter.id}"
            self.start_tour(page, f"directive_petition_{tour}", login=self.manager.login)
        self.env.invalidate_all()
        self.assertEqual((closed.state, withdrawn.state), ("published", "accepted"))
        self.assertEqual(one.set_aside_reason, "The wrong person")

    def take(self, matter, verb):
        matter.with_user(self.manager)._take_step(verb, self.step_values(verb))

    def withdraw(self, matter):
        people = matter.letter_id.person_ids.ids
        withdrawals = self.env["petition.withdrawal"].with_user(self.staff)
        return withdrawals.create({"matter_id": matter.id, "person_ids": people})


@tagged("post_install", "-at_install")
class TestProcessingDesk(AtADesk, ProcessingTours):
    def test_a_dialogue_is_told_and_a_day_explained(self):
        self.go_through()

    def test_ends_and_a_withdrawal_are_taken_back(self):
        self.go_back()


@tagged("post_install", "-at_install")
class TestProcessingTelephone(OnATelephone, ProcessingTours):
    def test_a_dialogue_is_told_and_a_day_explained(self):
        self.go_through()

    def test_ends_and_a_withdrawal_are_taken_back(self):
        self.go_back()
