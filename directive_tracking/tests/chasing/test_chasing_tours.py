from datetime import timedelta

from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone

NAME = "Công việc quá hạn của chuyến thử"


class ChasingTours(HttpCase, DirectiveCase):
    """The Office issues a proposal, the agency reads it, a leader asks why, the agency answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = cls.env["directive.settings"]._today()
        set_param = cls.env["ir.config_parameter"].set_param
        set_param("directive_tracking.chase_number_pattern", "{number}/VPUBND-TH")
        cls.task = cls.make_task(
            state="in_progress", deadline=today - timedelta(days=20), name=NAME
        )
        cls.env["directive.chaser"]._cron_propose()

    def go_through(self):
        self.tour("/odoo/formal-reminders-to-issue", "directive_chase", self.office_user)
        chaser = self.task.chase_line_ids.chaser_id
        self.assertEqual((chaser.state, self.task.chase_count), ("issued", 1))
        self.tour("/odoo/formal-reminders-to-us", "directive_chase_read", self.head_a)
        acks = self.env["directive.notice.acknowledgement"].search(
            [("res_model", "=", chaser._name), ("res_id", "=", chaser.id)]
        )
        self.assertIn("seen", acks.mapped("state"))
        url = f"/odoo/directive-tasks/{self.task.id}"
        self.tour(url, "directive_ask_explanation", self.leader_user)
        self.tour(url, "directive_explain", self.user_a)
        self.assertEqual(self.task.explanation_ids.state, "answered")

    def tour(self, url, name, user):
        self.start_tour(url, name, login=user.login)
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestChasingDesk(AtADesk, ChasingTours):
    def test_it_is_issued_read_and_explained(self):
        self.go_through()

    def test_the_document_is_downloaded_by_its_agency_alone(self):
        chaser = self.task.with_user(self.office_user)._chase("reminder")
        path = f"/directive_tracking/paper/{chaser._name}/{chaser.id}"
        self.authenticate("test_a", "test_a")
        answer = self.url_open(f"{path}.docx")
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.content.startswith(b"PK"))
        for missing in (f"{path}.exe", "/directive_tracking/paper/res.users/2.docx"):
            self.assertEqual(self.url_open(missing).status_code, 404)
        self.authenticate("test_b", "test_b")
        self.assertEqual(self.url_open(f"{path}.docx").status_code, 404)
        self.authenticate(None, None)
        self.assertNotIn(b"PK", self.url_open(f"{path}.docx").content[:2])


@tagged("post_install", "-at_install")
class TestChasingTelephone(OnATelephone, ChasingTours):
    def test_it_is_issued_read_and_explained(self):
        self.go_through()
