from datetime import timedelta

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..coordination_common import CoordinationCase


@tagged("post_install", "-at_install")
class TestCoordination(CoordinationCase):
    """Each coordinating agency has its own part, which follows the list of the task."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.part = cls.part_of(cls.task, cls.agency_b)

    @classmethod
    def part_of(cls, task, agency):
        return task.coordination_ids.filtered(lambda row: row.agency_id == agency)

    def set_duty(self, user, part=None, note=None, **values):
        (part or self.part).with_user(user).action_set_duty(values, note)

    # In step with the list

    def assert_in_step(self, task):
        self.assertEqual(task.coordination_ids.agency_id, task.coordinating_agency_ids)
        self.assertEqual(len(task.coordination_ids), len(task.coordinating_agency_ids))

    def replace(self, agency, successor):
        commands = [Command.unlink(agency.id), Command.link(successor.id)]
        self.correct(self.task, coordinating_agency_ids=commands)

    def test_each_coordinating_agency_has_one_part_by_whatever_way_it_came(self):
        self.assert_in_step(self.task)
        self.correct(self.task, coordinating_agency_ids=[Command.set(self.commune_y.ids)])
        self.assert_in_step(self.task)
        self.correct(self.task, coordinating_agency_ids=[Command.link(self.agency_b.id)])
        self.assert_in_step(self.task)
        copied = self.task.copy({"directive_id": self.make_directive().id})
        self.assert_in_step(copied)
        self.replace(self.agency_b, self.commune_x)
        self.assert_in_step(self.task)

    def test_the_part_leads_to_its_report_for_its_own_agency_alone(self):
        for user, may in ((self.user_b, True), (self.user_a, False), (self.office_user, False)):
            self.assertEqual(self.part.with_user(user).can_report, may, user.login)

    def test_the_report_of_a_coordinating_agency_is_on_its_own_part(self):
        self.make_report(self.task, user=self.user_a, kind="progress", percent=70)
        Report = self.env["directive.task.report"]
        for user, offered, percent in ((self.user_b, True, 0), (self.user_a, False, 70)):
            form = Form(Report.with_user(user).with_context(default_task_ids=self.task.ids))
            self.assertEqual((form.may_finish_part, form.percent), (offered, percent), user.login)
        form = Form(Report.with_user(self.user_b).with_context(default_task_ids=self.task.ids))
        form.is_part_finished = True
        self.assertEqual(form.percent, 100)
        form.content = "Counted"
        form.save().action_report()
        self.assertEqual((self.part.state, self.part.percent), ("done", 100))
        self.assertEqual(self.task.progress, 70)

    def test_an_agency_that_comes_back_finds_its_part_as_it_left_it(self):
        self.set_duty(self.user_a, duty="Map the flood area")
        self.correct(self.task, coordinating_agency_ids=[Command.unlink(self.agency_b.id)])
        self.assertEqual(self.part.date_ended, self.today)
        self.correct(self.task, coordinating_agency_ids=[Command.link(self.agency_b.id)])
        self.assertEqual(self.part_of(self.task, self.agency_b), self.part)
        self.assertEqual((self.part.duty, self.part.date_ended), ("Map the flood area", False))

    def test_an_agency_put_in_the_place_of_another_takes_over_its_duty(self):
        self.set_duty(self.user_a, duty="Map the flood area", date_deadline=self.today)
        self.replace(self.agency_b, self.commune_y)
        part = self.part_of(self.task, self.commune_y)
        self.assertEqual((part.duty, part.date_deadline), ("Map the flood area", self.today))
        self.assertEqual(self.part.duty, "Map the flood area")

    def test_a_successor_that_coordinates_already_has_both_duties(self):
        self.set_duty(self.user_a, duty="Map the flood area")
        other = self.part_of(self.task, self.commune_x)
        self.set_duty(self.user_a, other, duty="Count the houses")
        self.agency_b.successor_ids = self.commune_x
        self.correct(self.task, coordinating_agency_ids=[Command.unlink(self.agency_b.id)])
        self.assertEqual(other.duty, "Count the houses\nMap the flood area")

    def test_a_draft_forgets_the_part_of_an_agency_taken_off_the_list(self):
        draft = self.make_task(state="draft", coordinators=self.agency_b)
        draft.with_user(self.office_user).coordinating_agency_ids = [Command.clear()]
        self.assertFalse(draft.with_context(active_test=False).coordination_ids)

    # Duty, product and inner deadline

    def test_the_office_fills_in_a_draft_without_trail(self):
        draft = self.make_task(state="draft", coordinators=self.agency_b, deadline=self.deadline)
        part = self.part_of(draft, self.agency_b)
        self.set_duty(self.office_user, part, duty="Count the houses", date_deadline=self.today)
        self.assertEqual(part.duty, "Count the houses")
        self.assertFalse(draft.transition_ids)
        with self.assertRaises(UserError):
            self.set_duty(self.user_a, part, duty="Ours")

    def test_the_lead_agency_sets_it_with_trail_and_notice(self):
        self.set_duty(self.user_a, duty="Count the houses", date_deadline=self.deadline)
        line = self.task.transition_ids[0]
        self.assertEqual((line.verb, line.user_id), ("coordinate", self.user_a))
        self.assertIn("Department B\nDuty: – → Count the houses", line.changes)
        self.assertTrue(self.notices("coordination_set", self.agency_b))
        self.assertFalse(self.notices("coordination_set", self.commune_x))

    def test_the_office_corrects_it_with_a_reason(self):
        with self.assertRaisesRegex(UserError, "reason"):
            self.set_duty(self.office_user, duty="Count")
        self.set_duty(self.office_user, duty="Count", note="Decided by the Chairman")
        self.assertEqual(self.task.transition_ids[0].note, "Decided by the Chairman")

    def test_nobody_else_sets_it(self):
        for user in (self.user_b, self.user_x, self.leader_user, self.admin_user, self.user_y):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.set_duty(user, duty="Less")
        with self.assertRaises(UserError):
            self.part.with_user(self.office_user).write({"duty": "Less"})
        with self.assertRaisesRegex(UserError, "buttons of the task"):
            self.part.write({"state": "done"})

    def test_other_fields_cannot_be_set_with_it(self):
        with self.assertRaisesRegex(UserError, "state"):
            self.set_duty(self.user_a, state="done")

    def test_the_inner_deadline_is_not_after_the_tasks(self):
        with self.assertRaisesRegex(UserError, "cannot be later"):
            self.set_duty(self.user_a, date_deadline=self.deadline + timedelta(days=1))

    def test_a_day_passed_or_off_is_questioned_and_not_refused(self):
        forms = self.env["directive.coordination.duty"]
        days = [self.today + timedelta(days=n) for n in range(-1, 8) if n]
        doubtful = [day for day in days if forms.new({"date_deadline": day}).deadline_doubts]
        self.assertEqual(len(doubtful), 3)
        self.set_duty(self.user_a, date_deadline=self.today - timedelta(days=1))

    def test_it_is_brought_forward_with_the_deadline_of_the_task(self):
        self.set_duty(self.user_a, date_deadline=self.deadline)
        earlier = self.today + timedelta(days=5)
        self.correct(self.task, date_deadline=earlier)
        self.assertEqual(self.part.date_deadline, earlier)

    def test_it_moves_by_the_days_of_a_suspension(self):
        self.set_duty(self.user_a, date_deadline=self.today + timedelta(days=3))
        self.task.with_user(self.office_user).action_suspend("Flood")
        self.task._restore_history({"date_suspended": self.today - timedelta(days=4)})
        self.task.with_user(self.office_user).action_resume("Over")
        self.assertGreaterEqual(self.part.date_deadline, self.today + timedelta(days=7))

    # Reports

    def finish(self, user=None, **vals):
        user = user or self.user_b
        vals = {"kind": "progress", "percent": 60, "is_part_finished": True, **vals}
        return self.make_report(self.task, user=user, **vals)

    def test_a_coordinator_finishes_its_part_and_never_the_task(self):
        self.finish()
        self.assertEqual((self.part.state, self.part.date_done), ("done", self.today))
        self.assertEqual((self.task.state, self.task.progress), ("in_progress", 0))
        self.assertTrue(self.notices("coordination_finished", self.agency_a))
        with self.assertRaises(UserError):
            self.finish(kind="completion")
        with self.assertRaises(UserError):
            self.task.with_user(self.user_b).action_report_completion()

    def test_a_part_is_finished_once_and_by_its_agency_alone(self):
        self.finish()
        with self.assertRaisesRegex(UserError, "already finished"):
            self.finish()
        with self.assertRaisesRegex(UserError, "Only a coordinating agency"):
            self.finish(self.user_a)
        self.assertEqual(self.part_of(self.task, self.commune_x).state, "open")

    def test_a_report_shows_on_the_part(self):
        self.make_report(self.task, user=self.user_b, kind="progress", percent=40)
        self.assertEqual((self.part.percent, self.part.state), (40, "open"))

    def test_the_lead_agency_sends_a_part_back_with_a_reason(self):
        self.finish()
        for user, note in ((self.user_b, "More"), (self.user_a, " ")):
            with self.assertRaises(UserError):
                self.part.with_user(user).action_reopen_part(note)
        self.part.with_user(self.user_a).action_reopen_part("The west is missing")
        self.assertEqual((self.part.state, self.part.date_done), ("open", False))
        self.assertTrue(self.notices("coordination_reopened", self.agency_b))

    # Waiting

    def test_who_keeps_whom_waiting_is_told_and_counted(self):
        self.set_duty(self.user_a, date_deadline=self.today - timedelta(days=3))
        self.assertEqual(self.part.waiting_days, 3)
        self.assertIn("Department B has kept Department A waiting", self.task.waiting_text)
        self.assertIn("3 days", self.task.waiting_text)
        found = self.env["directive.task"].search([("is_kept_waiting", "=", True)])
        self.assertEqual(found, self.task)
        self.finish()
        self.env.invalidate_all()
        self.assertFalse(self.task.waiting_text)
        self.assertEqual(self.figures(self.agency_b), (1, 1, 0, 3))

    def figures(self, agency):
        self.env.flush_all()
        names = ["asked_count", "late_count", "open_count", "days_waited"]
        Figures = self.env["directive.coordination.statistics"]
        own = [("agency_id", "=", agency.id), ("task_id", "=", self.task.id)]
        return Figures._read_group(own, [], [f"{name}:sum" for name in names])[0]

    def test_nobody_waits_for_a_task_that_has_ended(self):
        self.set_duty(self.user_a, date_deadline=self.today - timedelta(days=3))
        self._advance(self.task, "report")
        self.task.with_user(self.office_user).action_accept()
        self.assertEqual(self.part.date_ended, self.today)
        self.task.with_user(self.office_user).action_reopen("Not enough")
        self.assertFalse(self.part.date_ended)

    def test_coordinators_see_all_parts_of_their_task_and_strangers_none(self):
        Parts = self.env["directive.task.coordination"]
        for user in (self.user_x, self.user_b, self.user_a):
            self.assertEqual(Parts.with_user(user).search([]), self.task.coordination_ids)
        self.assertFalse(Parts.with_user(self.user_y).search([]))
        self.assertFalse(
            self.env["directive.coordination.statistics"].with_user(self.user_y).search([])
        )
