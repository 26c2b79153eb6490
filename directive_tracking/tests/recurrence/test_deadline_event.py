from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..recurrence_common import RecurrenceCase

TEXT = "after the Prime Minister's approval"


@tagged("post_install", "-at_install")
class TestDeadlineEvent(RecurrenceCase):
    """A deadline after an event: until it is recorded there is none, then the clock starts once."""

    def waiting(self, days=10, unit="working", **vals):
        vals = {"deadline_kind": "event", "event_text": TEXT, "event_unit": unit, **vals}
        return self.make_task(deadline_days=days, **vals)

    def record(self, task, user=None, day="2026-11-24", evidence="9/QĐ-TTg", **more):
        return task.with_user(user or self.office_user).action_record_event(day, evidence, **more)

    def test_until_then_it_is_a_task_without_a_deadline_that_waits(self):
        task = self.waiting()
        self.assertEqual((task.date_deadline, task.timeliness), (False, "open_no_deadline"))
        self.assertEqual(task.waits_for, TEXT)
        statistics = self.env["directive.statistics"].browse(task.id)
        self.assertEqual(statistics.official_class, "open_no_deadline")

    def test_the_clock_starts_with_the_event(self):
        for unit, days, due in (
            ("working", 10, date(2026, 12, 8)),
            ("calendar", 10, date(2026, 12, 4)),
            ("calendar", 11, date(2026, 12, 7)),  # the 5th is a Saturday
        ):
            with self.subTest(unit=unit, days=days):
                task = self.waiting(days, unit)
                self.record(task)
                self.assertEqual((task.date_deadline, task.date_deadline_original), (due, due))
                self.assertFalse(task.waits_for)

    def test_both_sides_record_it_and_both_are_told(self):
        for user in (self.office_user, self.user_a):
            task = self.waiting(coordinators=self.agency_b)
            self.record(task, user)
            told = self.Notice.search([("task_id", "=", task.id), ("event", "=", "event_recorded")])
            partners = told.delivery_ids.partner_id
            for one in (self.user_a, self.user_b, self.office_user):
                self.assertIn(one.partner_id, partners)

    def test_the_trail_says_who_when_and_by_which_evidence(self):
        task = self.waiting()
        self.record(task, self.user_a)
        line = task.transition_ids.sorted("id")[-1]
        self.assertEqual((line.verb, line.user_id), ("record_event", self.user_a))
        self.assertIn("9/QĐ-TTg", line.note)
        self.assertEqual(line.date_deadline, task.date_deadline)

    def test_nobody_else_records_it(self):
        task = self.waiting(coordinators=self.agency_b)
        for user in (self.user_b, self.leader_user):
            with self.subTest(user.login), self.assertRaisesRegex(UserError, "Only the Office and"):
                self.record(task, user)
        for user in (self.user_x, self.outside_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.record(task, user)

    def test_it_is_recorded_once(self):
        task = self.waiting()
        self.record(task)
        with self.assertRaisesRegex(UserError, "not waiting for an event"):
            self.record(task, self.user_a)
        self.assertEqual(
            len(task.transition_ids.filtered(lambda one: one.verb == "record_event")), 1
        )

    def test_a_day_and_evidence_are_wanted_and_the_future_is_not(self):
        task = self.waiting()
        for more, words in (
            ({"day": None}, "Enter the day"),
            ({"evidence": " "}, "how it is known"),
            ({"day": "2026-11-26"}, "future"),
            ({"day": "9999-01-01"}, "enter a day from"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self.record(task, **more)
        self.assertFalse(task.event_date)

    def test_without_a_number_of_days_the_deadline_is_entered(self):
        task = self.waiting(days=0)
        with self.assertRaisesRegex(UserError, "enter the deadline"):
            self.record(task)
        self.record(task, deadline="2026-12-20")
        self.assertEqual(task.date_deadline, date(2026, 12, 20))

    def test_a_correction_takes_it_back_and_the_task_waits_again(self):
        task = self.waiting()
        self.record(task)
        self.correct(task, event_date=False)
        self.assertEqual(
            (task.event_evidence, task.date_deadline, task.date_deadline_original), (False,) * 3
        )
        self.assertEqual(task.waits_for, TEXT)
        self.record(task, day="2026-11-20")
        self.assertEqual(task.date_deadline, date(2026, 12, 4))

    def test_a_corrected_number_of_days_counts_from_the_event(self):
        task = self.waiting()
        self.record(task)
        self.correct(task, deadline_days=5)
        self.assertEqual(task.date_deadline, date(2026, 12, 1))

    def test_an_agency_does_not_correct_its_own_event(self):
        task = self.waiting()
        self.record(task)
        with self.assertRaises(UserError):
            task.with_user(self.user_a).action_correct("Later", {"event_date": date(2026, 11, 25)})

    def test_an_event_known_before_the_assignment_gives_the_deadline_at_once(self):
        task = self.waiting(event_date=date(2026, 11, 20), event_evidence="9/QĐ-TTg")
        self.assertEqual(task.date_deadline, date(2026, 12, 4))

    def test_the_form_shows_the_deadline_it_will_give(self):
        task = self.waiting()
        asks = task.with_user(self.office_user).with_context(directive_ask_note=1)
        action = asks.action_record_event()
        wizard = self.env[action["res_model"]].with_user(self.office_user)
        form = Form(wizard.with_context(**action["context"]))
        form.event_date = date(2026, 11, 24)
        form.evidence = "9/QĐ-TTg"
        self.assertEqual((form.waits_for, form.date_deadline), (TEXT, date(2026, 12, 8)))
        form.save().action_record()
        self.assertEqual(task.date_deadline, date(2026, 12, 8))

    def test_it_is_reminded_of_while_it_is_not_recorded(self):
        rule = self.env.ref("directive_tracking.directive_reminder_rule_waiting")
        (self.Rule.search([]) - rule).active = False
        task = self.waiting()
        self.at_local("2026-12-23", 8)
        self.Rule._cron_remind()
        told = self.Notice.search([("rule_id", "=", rule.id)])
        self.assertEqual(told.task_id, task)
        self.record(task, day="2026-12-22")
        self.assertTrue(task._irrelevant_reason(told))

    def test_an_extension_of_a_waiting_task_gives_it_a_day(self):
        task = self.waiting()
        task._grant_extension(date(2027, 1, 5), "Rain")
        self.assertEqual((task.deadline_kind, task.date_deadline), ("date", date(2027, 1, 5)))
