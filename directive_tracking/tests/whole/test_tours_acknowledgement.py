from odoo.tests import HttpCase, tagged

from ...tools.recipient import Recipient
from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone


class AcknowledgementTours:
    """The board, the call list and the answer, each person at their own screen."""

    allow_inherited_tests_method = True

    def setUp(self):
        super().setUp()
        self.env["directive.notice.acknowledgement"].search([("state", "=", "waiting")])._cancel(
            "Not this test's"
        )
        self.head_a.partner_id.phone = "0912 345 678"
        self.task = self.make_task(coordinators=self.agency_b)
        people = (self.head_a, self.agency_a), (self.user_b, self.agency_b)
        rows = [Recipient(user.partner_id.id, user.id, agency.id) for user, agency in people]
        self.env["directive.notice"]._post(
            "task_instructed", self.task, {self.task.id: rows}, urgency="express", wants_ack=True
        )
        self.rows = self.env["directive.notice.acknowledgement"].search(
            [("notice_id.task_id", "=", self.task.id)]
        )
        self.of_a = self.rows.filtered(lambda row: row.agency_id == self.agency_a)

    def test_the_board_reminds_and_keeps_itself_up_to_date(self):
        self.start_tour("/odoo/directive-not-seen", "directive_board", login="test_office")
        repeats = self.env["directive.notice"].search(
            [("repeats_id", "in", self.rows.notice_id.ids)]
        )
        self.assertEqual(len(repeats), 1)
        self.assertEqual(self.of_a.state, "waiting")

    def test_the_officer_on_duty_telephones(self):
        self.of_a.to_call = True
        self.start_tour("/odoo/directive-call-list", "directive_call_list", login="test_office")
        self.assertEqual((self.of_a.state, self.of_a.call_count), ("seen", 1))
        self.assertIn("He is on his way", self.of_a.how)

    def test_the_head_confirms_with_one_press_on_the_task(self):
        path = f"/odoo/directive-tasks/{self.task.id}"
        self.start_tour(path, "directive_say_seen", login="test_head_a")
        self.assertEqual(self.of_a.state, "seen")

    def test_the_head_confirms_with_one_press_in_his_list(self):
        path = "/odoo/my-agency-to-acknowledge"
        self.start_tour(path, "directive_say_seen_in_the_list", login="test_head_a")
        self.assertEqual(self.of_a.state, "seen")


@tagged("post_install", "-at_install")
class TestAcknowledgementAtADesk(AtADesk, AcknowledgementTours, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestAcknowledgementOnATelephone(OnATelephone, AcknowledgementTours, HttpCase, DirectiveCase):
    pass
