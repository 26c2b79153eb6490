from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tools.recipient import Recipient
from ..ack_common import AcknowledgementCase


@tagged("post_install", "-at_install")
class TestLadder(AcknowledgementCase):
    """Step by step until it is seen: each step once, and none too early."""

    def test_nothing_happens_before_the_first_step(self):
        row = self.ask()
        self.assertEqual(str(row.date_next), "2026-11-25 02:10:00")
        self.climb("2026-11-25 02:09:59")
        self.assertEqual(self.repeats(row), [])

    def test_each_step_is_taken_at_its_time_and_once(self):
        row = self.ask()
        for moment in ("02:10:00", "02:10:30", "02:11:00"):
            self.climb(f"2026-11-25 {moment}")
            self.assertEqual(self.repeats(row), [(self.head_a, "email")])
        self.assertEqual((row.step, str(row.date_next)), (10, "2026-11-25 02:20:00"))
        self.climb("2026-11-25 02:20:00")
        self.assertEqual(self.repeats(row)[1:], [(self.deputy_a, "app"), (self.deputy_a, "email")])
        self.assertFalse(row.to_call)
        self.climb("2026-11-25 02:30:00")
        self.assertTrue(row.to_call)
        self.assertFalse(row.date_next)

    def test_steps_of_the_same_minute_are_one_rung(self):
        row = self.ask(urgency="very_urgent")
        self.climb("2026-11-25 03:00:00")
        self.assertEqual(self.repeats(row), [(self.head_a, "app"), (self.head_a, "email")])

    def test_after_an_outage_only_the_step_due_now_is_taken(self):
        row = self.ask()
        self.climb("2026-11-25 05:00:00")
        self.assertEqual((self.repeats(row), row.to_call, row.step), ([], True, 30))

    def test_an_express_notice_climbs_at_night(self):
        self.at("2026-11-25 18:00:00")  # one o'clock in the province
        row = self.ask()
        self.climb("2026-11-25 18:10:00")
        self.assertEqual(self.repeats(row), [(self.head_a, "email")])

    def test_others_climb_only_in_open_hours(self):
        self.at("2026-11-25 13:30:00")  # half past eight in the evening
        row = self.ask(urgency="very_urgent")
        self.assertEqual(str(row.date_next), "2026-11-25 23:30:00", "half past six in the morning")
        self.climb("2026-11-25 23:29:00")
        self.assertEqual(self.repeats(row), [])

    def test_a_ladder_comes_to_its_end_before_the_notice_is_out_of_date_after_tet(self):
        self.make_ladder("normal", (2700, "call"))  # three working days
        self.at_local("2027-02-03", hour=16)
        self.env["directive.calendar.day"].create(
            [{"date": f"2027-02-{day:02}", "name": "Tết"} for day in range(4, 13)]
        )
        row = self.ask(urgency="normal")
        self.assertLess(row.date_next, row.valid_until)
        self.climb(row.date_next)
        self.assertTrue(row.to_call)

    def test_who_has_seen_it_is_left_alone(self):
        row = self.ask()
        row._acknowledge("By telephone")
        self.climb("2026-11-25 03:00:00")
        self.assertEqual((self.repeats(row), row.to_call), ([], False))

    def test_a_repetition_still_queued_is_not_sent_once_it_is_seen(self):
        row = self.ask()
        self.climb("2026-11-25 02:20:00")
        row.with_user(self.head_a).action_acknowledge()
        self.mailbox.clear()
        self.send()
        told = self.Delivery.search([("notice_id.repeats_id", "=", row.notice_id.id)])
        self.assertEqual(set(told.mapped("state")), {"cancelled"})
        self.assertEqual(self.mailbox, [])

    def test_a_repetition_says_that_it_is_one(self):
        self.ask()
        self.climb("2026-11-25 02:10:00")
        self.send()
        subjects = [mail["subject"] for mail in self.mailbox]
        self.assertTrue(any("not yet acknowledged" in one for one in subjects), subjects)

    def test_who_may_no_longer_see_it_is_no_longer_awaited(self):
        row = self.ask()
        self.env["directive.agency.member"].search([("user_id", "=", self.head_a.id)]).unlink()
        self.climb("2026-11-25 02:10:00")
        self.assertEqual((row.state, self.repeats(row)), ("cancelled", []))

    def test_who_leaves_his_post_is_not_awaited_even_after_the_last_step(self):
        row = self.ask()
        self.climb("2026-11-25 02:30:00")
        self.assertFalse(row.date_next)
        post = self.env["directive.agency.member"].search([("user_id", "=", self.head_a.id)])
        post.date_to = "2026-11-24"
        self.climb("2026-11-25 02:31:00")
        self.assertEqual(row.state, "cancelled")

    def test_who_takes_the_post_over_is_told_and_asked(self):
        row = self.ask()
        posts = self.env["directive.agency.member"]
        posts.search([("user_id", "=", self.head_a.id)]).date_to = "2026-11-24"
        head = self.make_member("test_new_head_a", self.agency_a, role="head")
        self.climb("2026-11-25 02:10:00")
        rows = self.Ack.search([("notice_id", "=", row.notice_id.id)])
        states = {one.user_id: one.state for one in rows}
        self.assertEqual(states, {self.head_a: "cancelled", head: "waiting"})
        told = self.Delivery.search(
            [("notice_id", "=", row.notice_id.id), ("user_id", "=", head.id)]
        )
        self.assertEqual(set(told.mapped("channel")), {"app", "email"})
        self.climb("2026-11-25 02:11:00")
        self.assertEqual(self.Ack.search([("notice_id", "=", row.notice_id.id)]), rows)

    def test_nobody_takes_over_what_an_agency_has_seen_or_no_longer_sees(self):
        head, deputy = self.ask(self.head_a, self.deputy_a)
        deputy.with_user(self.deputy_a).action_acknowledge()
        task = self.order()
        gone = self.rows_of(task, "waiting")
        posts = self.env["directive.agency.member"]
        posts.search([("user_id", "=", self.head_a.id)]).date_to = "2026-11-24"
        self.correct(task, lead_agency_id=self.agency_b.id)
        self.climb("2026-11-25 03:30:00")
        self.assertEqual(head.notice_id.delivery_ids.user_id, self.head_a | self.deputy_a)
        agencies = self.Ack.search([("notice_id", "in", gone.notice_id.ids)]).agency_id
        self.assertEqual(agencies, self.agency_a)
        self.assertEqual(self.rows_of(task, "waiting").agency_id, self.agency_b)

    def test_the_deputy_of_two_agencies_is_told_until_both_have_seen_it(self):
        posts = self.env["directive.agency.member"]
        head_b = self.make_member("test_head_b", self.agency_b, role="head")
        posts.create({"agency_id": self.agency_b.id, "user_id": self.deputy_a.id, "role": "deputy"})
        task = self.make_task(coordinators=self.agency_b, state="in_progress")
        people = (self.head_a, self.agency_a), (head_b, self.agency_b)
        asked = [Recipient(one.partner_id.id, one.id, agency.id) for one, agency in people]
        self.Notice._post("asking", task, {task.id: asked}, urgency="express", wants_ack=True)
        self.climb("2026-11-25 02:20:00")
        rows = self.rows_of(task)
        told = self.Delivery.search([("notice_id.repeats_id", "in", rows.notice_id.ids)])
        told = told.filtered(lambda row: row.user_id == self.deputy_a)
        seen = rows.filtered(lambda row: row.agency_id == told.agency_id)
        seen.with_user(seen.user_id).action_acknowledge()
        self.assertFalse(told._irrelevant_reasons(), "the other agency has not seen it")
        (rows - seen).with_user((rows - seen).user_id).action_acknowledge()
        self.assertEqual(set(told._irrelevant_reasons()), set(told))

    def test_nobody_waits_for_what_has_been_deleted(self):
        draft = self.make_directive()
        asked = [Recipient(self.head_a.partner_id.id, self.head_a.id, self.agency_a.id)]
        told = {draft.id: asked}
        self.Notice._post("asking", draft, told, urgency="express", wants_ack=True)
        row = self.Ack.search([("res_model", "=", draft._name), ("res_id", "=", draft.id)])
        self.delete_told(draft)
        self.climb("2026-11-25 02:20:00")
        self.assertEqual((row.state, self.repeats(row)), ("cancelled", []))

    def test_an_agency_without_deputies_waits_for_the_next_step(self):
        self.env["directive.agency.member"].search([("user_id", "=", self.deputy_a.id)]).unlink()
        row = self.ask()
        self.climb("2026-11-25 02:20:00")
        self.assertEqual((self.repeats(row), row.step), ([], 20))

    def test_an_urgency_without_a_ladder_waits_in_silence(self):
        row = self.ask(urgency="normal")
        self.climb("2026-12-02 02:00:00")
        self.assertEqual((row.state, self.repeats(row), row.date_next), ("waiting", [], False))

    def test_a_changed_ladder_holds_for_what_already_waits(self):
        row = self.ask()
        self.Step.search([("urgency", "=", "express"), ("action", "=", "email")]).minutes = 2
        self.climb("2026-11-25 02:03:00")
        self.assertEqual(self.repeats(row), [(self.head_a, "email")])
        self.Step.search([("urgency", "=", "express")]).unlink()
        self.climb("2026-11-25 04:00:00")
        self.assertEqual((row.state, row.to_call, row.date_next), ("waiting", False, False))

    def test_one_bad_row_stops_nobody_else_s_ladder(self):
        bad, good = self.ask(), self.ask()
        cls = self.registry["directive.notice.acknowledgement"]
        take = cls._say_again

        def say_again(rows, step, channel):
            if bad.id in rows.ids:
                raise ValueError("a bad row")
            return take(rows, step, channel)

        with (
            patch.object(cls, "_say_again", say_again),
            mute_logger(
                "odoo.addons.directive_tracking.models.acknowledgement.directive_notice_ladder"
            ),
        ):
            self.climb("2026-11-25 02:10:00")
        self.assertEqual((self.repeats(bad), self.repeats(good)), ([], [(self.head_a, "email")]))
        self.assertEqual(str(bad.date_next), "2026-11-25 03:10:00", "tried again later")

    def test_many_climb_in_as_many_queries_as_few(self):
        task = self.make_task(state="in_progress")
        queries = []
        for number, moment in ((1, "02:10:00"), (2, "03:10:00"), (40, "04:10:00")):
            self.at(f"2026-11-25 {moment}")
            partners = self.env["res.partner"].create(
                [{"name": f"P{moment}{n}", "email": f"p{n}@example.com"} for n in range(number)]
            )
            self.env["directive.agency.member"].create(
                [{"agency_id": self.agency_a.id, "partner_id": one.id} for one in partners]
            )
            rows = [Recipient(one.id, None, self.agency_a.id) for one in partners]
            self.Notice._post(
                "task_instructed",
                task,
                {task.id: rows},
                occurrence=moment,
                urgency="express",
                wants_ack=True,
            )
            self.at(f"2026-11-25 {moment[:3]}20:00")
            self.begin_request()
            before = self.env.cr.sql_log_count
            self.Ack._cron_climb()
            queries.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(queries[2], queries[1] + 2)

    def test_an_upgrade_takes_a_step_made_by_hand_for_its_own(self):
        values = {"urgency": "urgent", "minutes": 77, "action": "email"}
        by_hand = self.Step.create(values)
        data = {"xml_id": "directive_tracking.a_default", "values": values, "noupdate": True}
        self.assertEqual(self.Step._load_records([data], update=True), by_hand)
        self.assertEqual(self.env.ref("directive_tracking.a_default"), by_hand)

    def test_an_impossible_step_is_refused_with_a_sentence(self):
        for minutes in (0, -5, 99999):
            with self.subTest(minutes=minutes), self.assertRaisesRegex(ValidationError, "30 days"):
                self.make_ladder("urgent", (minutes, "email"))
