from datetime import timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..delegation_common import PartsCase


@tagged("post_install", "-at_install")
class TestPartsDeadline(PartsCase):
    """No part is due later than the whole, whatever is corrected, extended or resumed."""

    def after(self, days):
        return self.deadline + timedelta(days=days)

    def deadlines(self):
        return [one.date_deadline for one in (self.whole, self.part, self.deep)]

    def test_an_earlier_deadline_of_the_whole_pulls_in_every_level(self):
        self.correct(self.whole, date_deadline=self.after(-10))
        self.assertEqual(self.deadlines(), [self.after(-10)] * 3)
        self.assertEqual(self.beside.date_deadline, self.after(-10))
        line = self.deep.transition_ids.sorted("id")[-1]
        self.assertEqual((line.verb, line.user_id), ("correct", self.office_user))
        self.assertIn("due earlier", line.note)

    def test_the_agencies_below_are_told(self):
        self.correct(self.whole, date_deadline=self.after(-10))
        told = self.env["directive.notice"].search(
            [("task_id", "=", self.deep.id), ("event", "=", "task_corrected")]
        )
        self.assertEqual(told.delivery_ids.user_id, self.user_team)

    def test_parts_due_before_stay_and_so_do_all_when_the_whole_gets_more_time(self):
        self.correct(self.deep, date_deadline=self.after(-20))
        self.correct(self.whole, date_deadline=self.after(-10))
        self.assertEqual(self.deadlines(), [self.after(-10), self.after(-10), self.after(-20)])
        self.correct(self.whole, date_deadline=self.after(5))
        self.assertEqual(self.deadlines(), [self.after(5), self.after(-10), self.after(-20)])

    def test_a_first_deadline_of_the_whole_holds_for_parts_without_one(self):
        whole = self.make_task(state="in_progress")
        part = self.split(whole, self.user_a, self.agency_below)
        self.assertFalse(part.date_deadline)
        self.correct(whole, deadline_kind="date", date_deadline=self.deadline)
        self.assertEqual((part.deadline_kind, part.date_deadline), ("date", self.deadline))

    def test_a_part_with_a_day_of_its_own_does_not_show_the_wording_of_the_whole(self):
        words = "By the end of the quarter"
        whole = self.make_task(state="in_progress", deadline=self.deadline, deadline_text=words)
        give = whole.with_user(self.user_a)._delegate
        for day, expected in ((None, words), (self.deadline, words), (self.after(-3), False)):
            part = give(self.agency_below, content=f"By {day}", deadline=day)
            with self.subTest(day=day):
                self.assertEqual(part.deadline_text, expected)
        self.assertEqual(whole.deadline_text, words)

    def test_no_door_moves_a_part_behind_the_whole(self):
        for write in (
            lambda: self.correct(self.deep, date_deadline=self.after(1)),
            lambda: self.deep._restore_history({"date_deadline": self.after(1)}),
        ):
            with self.assertRaisesRegex(ValidationError, "must not be later"):
                write()

    def test_nobody_extends_a_part_behind_the_whole(self):
        with self.assertRaisesRegex(UserError, "delegated from"):
            self.deep._grant_extension(self.after(1), "Rain")

    def test_an_extension_asked_below_stays_within_the_level_above(self):
        self.correct(self.deep, date_deadline=self.after(-20))
        Request = self.env["directive.task.request"].with_user(self.user_team)
        vals = {"task_id": self.deep.id, "reason": "Rain"}
        request = Request.create({**vals, "proposed_deadline": self.after(-5)})
        self.correct(self.whole, date_deadline=self.after(-10))
        with self.assertRaisesRegex(UserError, "delegated from"):
            request.with_user(self.user_below).action_approve()
        request.with_user(self.user_below).action_reject("Too late")
        self.env.flush_all()  # the decision, before a refused request rolls back what waits
        with self.assertRaisesRegex(UserError, "delegated from"):
            Request.create({**vals, "proposed_deadline": self.after(-5)})

    def test_a_resumed_part_gets_its_days_back_within_the_whole(self):
        self.part.with_user(self.user_a).action_suspend("Rain")
        self.part._restore_history({"date_suspended": self.after(-60)})
        self.part.with_user(self.user_a).action_resume("Dry again")
        self.assertEqual(self.part.date_deadline, self.deadline)
