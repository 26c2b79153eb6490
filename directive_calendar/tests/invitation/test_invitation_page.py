from unittest.mock import patch

from lxml import html

from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.controllers.answer import answer as controller

from ..screen_common import ScreenCase

LONG = "Nguyễn " * 60


@tagged("post_install", "-at_install")
class TestInvitationPage(HttpCase, ScreenCase):
    """The page of the signed link of an invitation: three forms, and what each does."""

    def setUp(self):
        super().setUp()
        self.meeting.action_invite()
        rows = self.env["directive.notice.delivery"].search(
            [("notice_id.event", "=", "meeting_invited"), ("user_id", "=", self.head_a.id)]
        )
        self.message = rows.filtered(lambda row: row.channel == "email")
        self.path = "/d/" + self.env["directive.notice.link"]._token(self.message)
        self.row = self.row_of(self.agency_a)
        self.enterContext(patch.object(controller.wrong_links, "_tries", {}))

    def page(self):
        return html.fromstring(self.url_open(self.path).text)

    def press(self, kind, **form):
        answer = self.url_open(self.path, data={"kind": kind, **form})
        self.env.invalidate_all()
        return answer

    def test_it_offers_each_answer_in_a_form_and_says_what_when_and_where(self):
        page = self.page()
        kinds = {one.get("value") for one in page.xpath("//form//input[@name='kind']")}
        self.assertLessEqual({"attends", "substitute", "excused", "received", "comment"}, kinds)
        text = " ".join(page.find("body").text_content().split())
        for wanted in ("On the flood season", "Room 2", "08:00", "02/12/2030", self.head_a.name):
            self.assertIn(wanted, text)

    def test_it_does_not_offer_the_answer_that_stands_already(self):
        def offered():
            return self.page().xpath("//form//input[@name='kind']/@value")

        self.press("attends")
        self.assertNotIn("attends", offered())
        self.press("substitute", text="Lò An, Deputy")
        self.assertIn("attends", offered(), "whoever sends somebody may come after all")
        self.assertIn("Send another substitute", self.page().text_content())
        self.press("excused", text="In Hanoi")
        self.assertIn("Give another reason", self.page().text_content())

    def test_each_form_answers_for_the_agency(self):
        for kind, form, told in (
            ("attends", {}, ("attends", False, False)),
            ("substitute", {"text": "Lò An, Deputy"}, ("substitute", "Lò An", "Deputy")),
            ("excused", {"text": "In Hanoi"}, ("excused", False, False)),
        ):
            with self.subTest(kind):
                self.assertEqual(self.press(kind, **form).status_code, 200)
                row = self.row
                self.assertEqual((row.answer, row.substitute_name, row.substitute_post), told)

    def test_what_was_typed_stands_there_again_where_it_was_refused(self):
        for kind, text in (("substitute", "Only a name"), ("substitute", LONG), ("excused", "")):
            with self.subTest(kind=kind, text=text[:9]):
                answer = self.press(kind, text=text)
                self.assertEqual(answer.status_code, 422)
                self.assertEqual(self.row.answer, "waiting")
                if text:
                    self.assertIn(text.strip()[:40], answer.text)

    def test_opening_answers_nothing(self):
        for query in ("", "?kind=attends", "?sent=1"):
            self.assertEqual(self.url_open(self.path + query).status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.row.answer, "waiting")

    def test_once_the_time_is_another_it_offers_no_answer_to_the_old_one(self):
        self.meeting._change({"hour_start": 14.0}, "Later")
        kinds = [one.get("value") for one in self.page().xpath("//form//input[@name='kind']")]
        self.assertNotIn("attends", kinds)
        self.assertEqual(self.press("attends").status_code, 422)
        self.assertEqual(self.row.answer, "waiting")
