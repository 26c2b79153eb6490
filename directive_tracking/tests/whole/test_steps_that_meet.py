from datetime import date, datetime, timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..recurrence_common import RecurrenceCase

NOTE = "By decision of the test"


@tagged("post_install", "-at_install")
class TestStepsThatMeet(RecurrenceCase):
    """Steps of several rooms on one task, at midnight of the province, across Tết and New Year."""

    def task_due(self, day, **vals):
        return self.make_task(
            coordinators=self.agency_b,
            state="in_progress",
            deadline=date.fromisoformat(day),
            **vals,
        )

    def ask(self, task, kind="extension", user=None, **vals):
        asked = {"task_id": task.id, "kind": kind, "reason": "Rain", **vals}
        return self.env["directive.task.request"].with_user(user or self.user_a).create(asked)

    def merge(self, ending, successor):
        self.merge_agencies(ending, successor)
        self.env.invalidate_all()

    # At midnight, across Tết

    def test_the_last_minute_of_the_day_is_in_time_and_the_next_one_is_not(self):
        moments = {(23, 59): False, (24, 0): True}
        for (hour, minute), is_late in moments.items():
            task = self.task_due("2026-11-30")
            local = datetime(2026, 11, 30) + timedelta(hours=hour, minutes=minute)
            self.at(self.env["directive.settings"]._to_utc(local))
            request = self.ask(task, "suspension")
            self.assertEqual(request.asked_late, is_late, (hour, minute))
            report = self.make_report(task)
            task.with_user(self.user_a).action_report_completion()
            task.with_user(self.office_user).action_accept()
            self.assertEqual(report.review_state, "accepted")
            self.assertEqual(task.timeliness, "done_late" if is_late else "done_on_time")
            self.at_local("2026-11-25")

    def test_a_suspension_across_tet_gives_back_the_working_days_alone(self):
        self.at_local("2027-02-01")
        self.day_off("2027-02-04", "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10")
        by_days = self.task_due("2027-02-17")
        by_work = self.make_task(state="in_progress", deadline_kind="working_days", deadline_days=5)
        due = by_work.date_deadline
        tasks = (by_days | by_work).with_user(self.office_user)
        self.at_local("2027-02-03")
        tasks.action_suspend(NOTE)
        self.at_local("2027-02-11")
        tasks.action_resume(NOTE)
        calendar = self.env["directive.settings"]._working_calendar()
        self.assertEqual(by_days.date_deadline, date(2027, 2, 25))
        self.assertEqual(calendar.count(due, by_work.date_deadline), 1)
        self.assertEqual((by_days | by_work).mapped("suspended_days"), [8, 8])

    # What was asked for meets what was decided

    def test_more_time_asked_for_waits_while_the_task_is_suspended(self):
        task = self.task_due("2026-12-10")
        request = self.ask(task, proposed_deadline=date(2026, 12, 20))
        office = request.with_user(self.office_user)
        task.with_user(self.office_user).action_suspend(NOTE)
        with self.assertRaises(UserError):
            office.action_approve("Granted")
        self.assertEqual((request.state, task.extension_count), ("pending", 0))
        self.at_local("2026-12-01")
        task.with_user(self.office_user).action_resume(NOTE)
        self.assertEqual(task.date_deadline, date(2026, 12, 16))
        office.action_approve("Granted")
        with self.assertRaises(UserError):
            office.action_approve("Granted")
        self.assertEqual((task.date_deadline, task.extension_count), (date(2026, 12, 20), 1))
        self.assertEqual(task.date_deadline_original, date(2026, 12, 10))

    def test_what_is_granted_is_never_earlier_than_the_days_given_back(self):
        task = self.task_due("2026-12-10")
        request = self.ask(task, proposed_deadline=date(2026, 12, 14))
        task.with_user(self.office_user).action_suspend(NOTE)
        self.at_local("2026-12-01")
        task.with_user(self.office_user).action_resume(NOTE)
        office = request.with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "later than the current one"):
            office.action_approve("Granted")
        office.action_approve("Granted", {"deadline": "2026-12-21"})
        self.assertEqual(task.date_deadline, date(2026, 12, 21))

    def test_a_part_is_granted_no_more_than_its_task_has(self):
        task = self.task_due("2026-12-10")
        part = task.with_user(self.user_a)._delegate(self.agency_below).with_env(self.env)
        part.with_user(self.user_below).action_receive()
        wanted = {"user": self.user_below, "proposed_deadline": date(2026, 12, 19)}
        with self.assertRaises(UserError) as refused:
            self.ask(part, **wanted)
        self.assertIn("extend that task first", str(refused.exception))
        task.with_user(self.office_user).action_extend(NOTE, date(2026, 12, 19))
        request = self.ask(part, **wanted)
        with self.assertRaises(UserError):
            request.with_user(self.user_b).action_approve("Granted")
        request.with_user(self.user_a).action_approve("Granted")
        self.assertEqual(part.date_deadline, date(2026, 12, 19))

    def test_a_refusal_names_ten_tasks_and_counts_the_rest(self):
        order = self.make_directive()
        tasks = self.env["directive.task"]
        for number in range(12):
            tasks |= self.make_task(
                directive_id=order.id, name=f"Count the bridges of area {number}"
            )
        with self.assertRaises(UserError) as refused:
            tasks.with_user(self.office_user).action_accept()
        self.assertIn("and 2 more", str(refused.exception))
        self.assertEqual(str(refused.exception).count("Count the bridges"), 10)
        with self.assertRaisesRegex(UserError, "and 2 more"):
            tasks.with_user(self.leader_user).action_revoke(NOTE)

    # A task changes hands

    def test_a_duty_goes_on_when_the_task_is_given_to_another_agency(self):
        task = self.task_due("2026-12-10")
        duty = task.coordination_ids.with_user(self.user_a)
        duty.action_set_duty({"duty": "Count", "date_deadline": date(2026, 12, 4)})
        task.with_user(self.office_user).action_transfer(NOTE, self.commune_x.id)
        self.env.invalidate_all()
        self.assertEqual(task.coordination_ids.agency_id, self.agency_b)
        self.assertEqual(task.coordination_ids.date_deadline, date(2026, 12, 4))
        with self.assertRaises(UserError):
            duty.action_set_duty({"duty": "Count again"})
        task.with_user(self.user_x).action_receive()
        self.make_report(task, user=self.user_b, kind="progress", is_part_finished=True)
        self.assertTrue(task.coordination_ids.date_ended)

    def test_a_coordinator_that_takes_the_task_over_owes_nothing_beside_it(self):
        task = self.task_due("2026-12-10")
        task.with_user(self.office_user).action_transfer(NOTE, self.agency_b.id)
        self.env.invalidate_all()
        self.assertFalse(task.coordinating_agency_ids)
        self.assertFalse(task.coordination_ids.filtered(lambda one: one.active))

    def test_the_successor_hears_the_answer_to_what_the_merged_agency_asked(self):
        task = self.task_due("2026-12-10")
        request = self.ask(task, proposed_deadline=date(2026, 12, 20))
        self.merge(self.agency_a, self.commune_x)
        self.assertEqual((task.lead_agency_id, request.agency_id), (self.commune_x,) * 2)
        request.with_user(self.office_user).action_approve("Granted")
        self.assertEqual(task.date_deadline, date(2026, 12, 20))
        told = self.Notice.search([("event", "=", "request_approved")]).delivery_ids
        self.assertIn(self.user_x.partner_id, told.partner_id)

    def test_a_transfer_to_an_agency_merged_into_the_asking_one_needs_another_name(self):
        task = self.task_due("2026-12-10")
        request = self.ask(task, "transfer", proposed_agency_id=self.commune_x.id)
        self.merge(self.commune_x, self.agency_a)
        office = request.with_user(self.office_user)
        with self.assertRaises(UserError):
            office.action_approve(NOTE)
        self.assertEqual((request.state, task.lead_agency_id), ("pending", self.agency_a))
        office.action_approve(NOTE, {"agency_id": self.commune_y.id})
        self.assertEqual(task.lead_agency_id, self.commune_y)

    def test_an_officer_who_stands_in_goes_on_when_their_work_is_handed_over(self):
        officer = self.make_member("test_officer_a", self.agency_a, role="officer")
        second = self.make_member("test_second_a", self.agency_a, role="officer")
        task = self.task_due("2026-12-10")
        task._restore_history({"officer_ids": [(6, 0, officer.ids)]})
        posts = {one: one.sudo().directive_member_ids[:1].id for one in (self.head_a, officer)}
        standin = self.env["directive.standin"].with_user(self.head_a).create(
            {
                "absent_id": posts[self.head_a],
                "standin_id": posts[officer],
                "date_from": date(2026, 11, 25),
                "date_to": date(2026, 11, 27),
                "reason": "Leave",
            }
        )  # fmt: skip
        people = {"from_id": officer.id, "to_id": second.id}
        Handover = self.env["directive.officer.handover"]
        Handover.with_user(officer).create(
            {"agency_id": self.agency_a.id, "reason": "Another field", **people}
        )
        self.assertEqual(task.officer_ids, second)
        self.assertFalse(standin.sudo().date_ended)
        self.at_local("2026-11-28")
        with self.assertRaises(UserError):
            Handover.with_user(officer).create(
                {"agency_id": self.agency_a.id, "reason": "No right any more", **people}
            )

    # Over a year's end, after months

    def test_a_weekly_task_after_an_outage_of_months_is_told_of_once_and_briefly(self):
        series = self.series_of(self.periodic("weekly"))
        self.open_at("2027-09-15")
        states = [state for _day, state in self.days_of(series)]
        self.assertEqual((states[0], states[-1]), ("opened", "opened"))
        self.assertEqual(set(states[1:-1]), {"missed"})
        self.assertEqual(len(series.task_ids), 2)
        told = self.Notice.search([("event", "=", "series_missed")])
        self.assertEqual(len(told), 1)
        self.assertLess(len(told.note), 300, told.note)

    def test_occurrences_go_on_over_the_end_of_the_year(self):
        self.at_local("2026-12-30")
        weekly, quarterly = (self.series_of(self.periodic(one)) for one in ("weekly", "quarterly"))
        self.open_at("2027-01-02")
        self.open_at("2027-03-20")
        self.assertEqual(self.days_of(weekly)[:3], [
            ("2027-01-01", "opened"), ("2027-01-08", "opened"), ("2027-01-15", "missed"),
        ])  # fmt: skip
        self.assertEqual([state for _day, state in self.days_of(quarterly)], ["opened", "opened"])
