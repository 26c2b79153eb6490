from odoo.tests import HttpCase, tagged

from ..inquiry_common import InquiryWorld
from ..screens import AtADesk, OnATelephone

NAME = "Báo cáo của chuyến thử"
QUESTIONS = [
    {"name": "Houses", "kind": "number", "unit": "houses"},
    {"name": "Safe", "kind": "yes_no"},
]


class InquiryTours(HttpCase, InquiryWorld):
    """The Office asks, an agency fills in and submits, the Office chases the missing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ask([{"name": "Anything?"}], cls.agency_a, name="Something of this week")
        cls.inquiry = cls.draft(QUESTIONS, name=NAME, despite_note="A test")

    def go_through(self):
        self.tour("/odoo/reports-asked", "directive_inquiry_ask", self.office_user)
        opened = self.inquiry.round_ids
        self.tour("/odoo/asked-reports", "directive_inquiry_answer", self.user_a)
        mine = self.answer_of(self.agency_a, opened)
        self.assertEqual(mine.state, "submitted")
        self.assertEqual(mine.line_ids.mapped("value"), ["1234,5", "yes"])
        self.assertEqual(mine.line_ids[0].comment, "Ước tính")
        url = f"/odoo/report-rounds/{opened.id}"
        self.tour(url, "directive_inquiry_chase", self.office_user)
        self.assertEqual(self.answer_of(self.agency_b, opened).chase_count, 1)

    def tour(self, url, name, user):
        self.start_tour(url, name, login=user.login)
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestInquiryDesk(AtADesk, InquiryTours):
    def test_it_is_asked_answered_and_chased(self):
        self.go_through()

    def test_the_document_is_downloaded_by_the_office_and_not_by_an_agency(self):
        opened = self.ask([{"name": "Elsewhere?"}], name="Paper")
        path = f"/directive_tracking/paper/{opened._name}/{opened.id}"
        self.authenticate("test_office", "test_office")
        for kind in ("docx", "xlsx"):
            answer = self.url_open(f"{path}.{kind}")
            self.assertEqual((answer.status_code, answer.content[:2]), (200, b"PK"))
        self.authenticate("test_a", "test_a")
        self.assertEqual(self.url_open(f"{path}.xlsx").status_code, 404)


@tagged("post_install", "-at_install")
class TestInquiryTelephone(OnATelephone, InquiryTours):
    def test_it_is_asked_answered_and_chased(self):
        self.go_through()
