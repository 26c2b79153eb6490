from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ..notice_common import NoticeCase

LAST = "2026-11-27"
# The last second of that day in the province, and the first of the next one.
BEFORE_MIDNIGHT, AFTER_MIDNIGHT = "2026-11-27 16:59:59", "2026-11-27 17:00:00"


@tagged("post_install", "-at_install")
class TestActingHead(NoticeCase):
    """An acting head is a head exactly from their first to their last day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency_a.requires_head_approval = True
        cls.acting = cls.make_member("test_acting", cls.agency_a, role="officer")
        cls.env["directive.agency.member"].create(
            {
                "agency_id": cls.agency_a.id,
                "user_id": cls.acting.id,
                "role": "head",
                "title": "Acting director",
                "date_from": date(2026, 11, 26),
                "date_to": LAST,
            }
        )

    def told(self):
        self.env.invalidate_all()
        return [row.user_id for row in self.agency_a._notice_recipients(("head",))]

    def test_messages_for_the_head_reach_them_on_these_days_alone(self):
        self.assertEqual(self.told(), [self.head_a.id])
        for moment, is_told in (
            ("2026-11-25 16:59:59", False),
            ("2026-11-25 17:00:00", True),
            (BEFORE_MIDNIGHT, True),
            (AFTER_MIDNIGHT, False),
        ):
            with self.subTest(moment), freeze_time(moment):
                self.assertEqual(self.acting.id in self.told(), is_told)

    def test_they_sign_for_the_agency_on_these_days_alone(self):
        task = self.make_task(state="in_progress")
        self.make_report(task, user=self.user_a)
        task = task.with_user(self.acting)
        for moment in ("2026-11-25 16:59:59", AFTER_MIDNIGHT):
            with freeze_time(moment), self.assertRaises(UserError):
                self.env.invalidate_all()
                task.action_report_completion()
        with freeze_time(BEFORE_MIDNIGHT):
            self.env.invalidate_all()
            task.action_report_completion()
            self.assertEqual(task.state, "reported")
            line = task.transition_ids.sorted("id")[-1]
            self.assertIn("Acting director, Department A", line.signer_post)

    def test_somebody_with_two_posts_is_told_once(self):
        with freeze_time(BEFORE_MIDNIGHT):
            people = self.agency_a._notice_recipients(("head", "officer"))
            self.assertEqual([row.user_id for row in people].count(self.acting.id), 1)
