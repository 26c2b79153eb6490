from datetime import date, timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..inquiry_common import InquiryCase

QUESTION = "Số hộ bị thiệt hại do thiên tai trong kỳ"
ALIKE = "So ho bi thiet hai vi thien tai trong ky"


@tagged("post_install", "-at_install")
class TestInquiryLikeness(InquiryCase):
    """One question asked twice of an agency in a period is noticed before it is issued."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.ask([{"name": QUESTION}], name="Disasters").inquiry_id

    def again(self, **vals):
        return self.draft([{"name": ALIKE}], **{"name": "Again", **vals})

    def test_it_is_refused_until_somebody_says_why(self):
        again = self.again()
        self.assertIn("asked of 2 of these agencies already", again.alike)
        with self.assertRaisesRegex(UserError, "Disasters"):
            again.action_issue()
        again.despite_note = "The Ministry wants it in another form"
        again.action_issue()
        self.assertEqual(again.state, "running")

    def test_only_the_agencies_asked_both_count(self):
        self.assertIn("asked of 1 of", self.again(agencies=self.agency_a | self.commune_x).alike)
        self.assertFalse(self.again(agencies=self.commune_x).alike)

    def test_only_days_that_overlap_count(self):
        later = {"date_from": date(2026, 2, 15), "date_to": date(2026, 3, 14)}
        self.assertFalse(self.again(**later).alike)
        self.assertTrue(self.again(**later | {"date_from": date(2026, 2, 14)}).alike)

    def test_a_periodic_report_overlaps_all_later_days(self):
        self.first.action_withdraw("It becomes periodic")
        self.ask([{"name": QUESTION}], frequency="monthly", date_from=False, name="Monthly")
        far = {"date_from": date(2031, 2, 15), "date_to": date(2031, 3, 14)}
        self.assertIn("Monthly", self.again(**far).alike)

    def test_another_question_and_a_report_withdrawn_do_not_count(self):
        self.assertFalse(self.draft([{"name": "Số hồ sơ trễ hạn"}], name="Other").alike)
        self.first.action_withdraw("Reported elsewhere")
        self.assertFalse(self.again().alike)


@tagged("post_install", "-at_install")
class TestInquiryLoad(InquiryCase):
    """Messages and reports asked of each agency, week by week."""

    def load(self, agency, user=None):
        Load = self.env["directive.inquiry.load"].with_user(user or self.office_user)
        return Load._of_this_week(agency)

    def test_a_message_counts_once_however_many_people_got_it(self):
        before = self.load(self.agency_a)
        messages = before.message_count
        self.ask([{"name": "One?"}, {"name": "Two?"}])
        self.env.invalidate_all()
        row = self.load(self.agency_a, self.leader_user)
        self.assertEqual(row.message_count, messages + 1)
        self.assertEqual((row.report_count, row.question_count), (1, 2))
        self.assertEqual(row.week, self.today - timedelta(days=self.today.weekday()))

    def test_the_draft_says_what_its_agencies_got_this_week(self):
        self.ask(agencies=self.agency_a)
        text = self.draft(name="More").load_text
        self.assertRegex(text, "Department A: [0-9]+ messages and 1 reports")

    def test_agencies_do_not_see_it(self):
        self.ask()
        for user in (self.user_a, self.admin_user):
            self.assertFalse(self.env["directive.inquiry.load"].with_user(user).has_access("read"))
