from datetime import date

from odoo.tests import tagged

from ..notice_common import NoticeCase


@tagged("post_install", "-at_install")
class TestReminderCoordination(NoticeCase):
    """Coordinating agencies are reminded of what they owe, by the same rules."""

    def setUp(self):
        super().setUp()
        self.Rule.search([]).active = False
        self.at_local("2026-11-18")
        self.task = self.make_task(
            state="in_progress",
            coordinators=self.agency_b | self.commune_x,
            deadline="2026-12-20",
            date_assigned=date(2026, 10, 1),
        )
        self.part = self.task.coordination_ids.filtered(lambda row: row.agency_id == self.agency_b)

    def remind(self, event, day, **vals):
        vals = {"name": "Test", "event": event, "days": 1, "day_unit": "working", **vals}
        rule = self.Rule.create(vals)
        self.at_local(day, 8)
        self.Rule._cron_remind()
        self.env.invalidate_all()
        return self.Notice.search([("rule_id", "=", rule.id)])

    def owe_part(self, day):
        self.part.with_user(self.user_a).action_set_duty({"date_deadline": day})

    def owe_opinion(self, day):
        opinions = self.env["directive.task.opinion"].with_user(self.user_a)
        vals = {"task_id": self.task.id, "question": "Is it right?", "date_deadline": day}
        return opinions.create({**vals, "agency_id": self.agency_b.id}).with_env(self.env)

    def test_a_part_near_its_inner_deadline_reminds_its_agency_alone(self):
        self.owe_part("2026-11-26")
        notice = self.remind("part_due", "2026-11-25")
        self.assertEqual((notice.task_id, notice.coordination_id), (self.task, self.part))
        self.assertEqual(notice.date_deadline, date(2026, 11, 26))
        self.assertEqual(notice.delivery_ids.agency_id, self.agency_b)

    def test_a_part_overdue_reminds_also_the_head(self):
        head = self.make_member("head_of_b", self.agency_b, role="head")
        self.owe_part("2026-11-24")
        notice = self.remind("part_overdue", "2026-11-25", to_head=True)
        self.assertIn(head, notice.delivery_ids.user_id)
        self.assertEqual(notice.delivery_ids.agency_id, self.agency_b)

    def test_officers_of_the_lead_agency_hear_nothing_of_anothers_part(self):
        self.task.with_user(self.user_a)._give_to_officers(self.user_a)
        self.owe_part("2026-11-24")
        notice = self.remind("part_overdue", "2026-11-25", to_officer=True)
        self.assertNotIn(self.user_a, notice.delivery_ids.user_id)

    def test_an_opinion_reminds_before_and_after_its_day(self):
        opinion = self.owe_opinion("2026-11-26")
        self.assertEqual(self.remind("opinion_due", "2026-11-25").opinion_id, opinion)
        self.assertEqual(self.remind("opinion_overdue", "2026-11-27").opinion_id, opinion)

    def test_what_was_delivered_is_not_reminded_of(self):
        self.owe_part("2026-11-26")
        self.make_report(self.task, user=self.user_b, kind="progress", is_part_finished=True)
        self.owe_opinion("2026-11-26").with_user(self.user_b).action_answer("agree")
        self.assertFalse(self.remind("part_due", "2026-11-25"))
        self.assertFalse(self.remind("opinion_due", "2026-11-25"))

    def test_a_reminder_queued_before_the_answer_is_cancelled(self):
        opinion = self.owe_opinion("2026-11-26")
        notice = self.remind("opinion_due", "2026-11-25")
        self.assertFalse(self.task._irrelevant_reason(notice))
        opinion.with_user(self.user_b).action_answer("agree")
        self.assertTrue(self.task._irrelevant_reason(notice))

    def test_the_message_names_the_inner_deadline(self):
        self.owe_part("2026-11-26")
        notice = self.remind("part_due", "2026-11-25")
        self.assertEqual(notice._item()["deadline"], date(2026, 11, 26))

    def test_two_agencies_with_the_same_day_are_reminded_each_of_their_own(self):
        self.task.coordination_ids.with_user(self.user_a).action_set_duty(
            {"date_deadline": "2026-11-26"}
        )
        notices = self.remind("part_due", "2026-11-25")
        self.assertEqual(notices.coordination_id, self.task.coordination_ids)
        told = {one.coordination_id.agency_id: one.delivery_ids.agency_id for one in notices}
        self.assertTrue(all(agency == those for agency, those in told.items()))
