from datetime import date

from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone

TASK = "/odoo/directive-tasks/%s"
REQUEST = "/odoo/directive-requests/%s"


class RequestsAtWork:
    """An agency asks, the Office decides or acts by itself, each at their own screen."""

    allow_inherited_tests_method = True

    def setUp(self):
        super().setUp()
        self.task = self.make_task(state="in_progress", deadline=date(2030, 12, 30))

    def test_more_time_is_asked_for_and_granted(self):
        self.start_tour(TASK % self.task.id, "directive_ask_for_time", login="test_a")
        request = self.task.request_ids
        self.assertEqual((request.kind, request.state), ("extension", "pending"))
        self.start_tour(REQUEST % request.id, "directive_grant_time", login="test_office")
        self.assertEqual(self.task.date_deadline, date(2031, 12, 12))
        self.assertEqual(self.task.date_deadline_original, date(2030, 12, 30))

    def test_a_task_of_others_is_returned_and_revoked(self):
        self.start_tour(TASK % self.task.id, "directive_ask_to_return", login="test_a")
        request = self.task.request_ids
        self.assertEqual((request.kind, request.state), ("return", "pending"))
        self.start_tour(REQUEST % request.id, "directive_take_back", login="test_office")
        self.assertEqual((request.state, self.task.state), ("approved", "revoked"))

    def test_a_task_is_given_to_another_agency_and_the_old_one_reads_its_copy(self):
        self.make_report(self.task, kind="progress", content="Đã làm một nửa")
        # Choosing from a list is not the same at a desk and on a telephone.
        self.env["ir.default"].set("directive.task.grant", "agency_id", self.commune_x.id)
        self.start_tour(TASK % self.task.id, "directive_give_away", login="test_office")
        self.assertEqual((self.task.lead_agency_id, self.task.state), (self.commune_x, "assigned"))
        self.task.with_user(self.user_x).action_receive()
        self.make_report(self.task, user=self.user_x, kind="progress", content="Việc riêng của xã")
        self.start_tour("/odoo/former-tasks", "directive_read_former", login="test_a")


@tagged("post_install", "-at_install")
class TestRequestsAtADesk(AtADesk, RequestsAtWork, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestRequestsOnATelephone(OnATelephone, RequestsAtWork, HttpCase, DirectiveCase):
    pass
