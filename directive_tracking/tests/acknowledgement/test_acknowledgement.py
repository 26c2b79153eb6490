from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools.recipient import Recipient
from ..ack_common import AcknowledgementCase


@tagged("post_install", "-at_install")
class TestAskingForAcknowledgement(AcknowledgementCase):
    """Recipients who must acknowledge notices, each only once."""

    def test_a_very_urgent_order_asks_the_head_of_the_lead_agency(self):
        task = self.order(coordinators=self.agency_b)
        row = self.rows_of(task)
        self.assertEqual(
            (row.user_id, row.agency_id, row.state), (self.head_a, self.agency_a, "waiting")
        )
        told = self.Delivery.search([("notice_id", "=", row.notice_id.id)]).user_id
        self.assertEqual(
            told, self.head_a | self.user_a | self.user_b, "the others are told as ever"
        )

    def test_an_ordinary_order_asks_nobody(self):
        for urgency in ("normal", "urgent"):
            self.assertFalse(self.rows_of(self.order(urgency)))

    def test_the_setting_decides_from_which_urgency_on(self):
        Parameter = self.env["ir.config_parameter"]
        Parameter.set_param("directive_tracking.ack_from", "normal")
        self.assertTrue(self.rows_of(self.order("normal")))
        Parameter.set_param("directive_tracking.ack_from", "never")
        self.assertFalse(self.rows_of(self.order("express")))

    def test_without_a_head_the_highest_is_asked(self):
        row = self.rows_of(self.order(lead=self.agency_b))
        self.assertEqual(row.user_id, self.user_b)

    def test_an_agency_without_members_is_asked_at_its_contact(self):
        empty = self.make_agency("Empty", email="empty@example.com")
        row = self.rows_of(self.order(lead=empty))
        self.assertEqual((row.partner_id, row.user_id.id), (empty.partner_id, False))

    def test_words_of_the_leadership_ask_too(self):
        task = self.order()
        for method in ("action_instruct", "action_request_explanation"):
            getattr(task.with_user(self.leader_user), method)("At once")
        events = self.rows_of(task).notice_id.mapped("event")
        self.assertEqual(sorted(events), ["explanation_wanted", "task_assigned", "task_instructed"])
        self.assertEqual(self.rows_of(task).user_id, self.head_a)

    def test_posting_twice_asks_once(self):
        task = self.make_task()
        rows = self.ask(task=task) | self.ask(task=task)
        self.assertEqual(len(rows), 1)

    def test_a_recipient_may_be_told_without_being_asked(self):
        task = self.make_task()
        people = [self.person(self.head_a), self.person(self.user_a)._replace(asks=False)]
        self.Notice._post("task_instructed", task, {task.id: people}, wants_ack=True)
        self.assertEqual(self.rows_of(task).user_id, self.head_a)

    def test_an_agency_that_joins_later_asks_the_lead_nothing(self):
        task = self.order()
        self.correct(task, coordinating_agency_ids=self.agency_b.ids)
        self.assertEqual(len(self.rows_of(task)), 1)

    def test_a_hundred_tasks_are_asked_for_in_as_many_queries_as_one(self):
        agencies = self.agency_a | self.agency_b | self.commune_x | self.commune_y
        # The first fills Odoo's caches.
        queries = [
            self.queries_of_assigning(leads, urgency="express")
            for leads in (self.agency_a, self.agency_a, agencies)
        ]
        self.assertLessEqual(queries[2], queries[1] + 1)


@tagged("post_install", "-at_install")
class TestSettlingAcknowledgement(AcknowledgementCase):
    """Events that count as seen and end the waiting, only once."""

    def test_one_press_settles_the_row_and_every_channel(self):
        task = self.order()
        task.with_user(self.head_a).action_acknowledge()
        row = self.rows_of(task)
        self.assertEqual((row.state, row.how, row.date_next), ("seen", "In the application", False))
        self.assertTrue(row.date_seen)
        mine = row.notice_id.delivery_ids.filtered(lambda one: one.user_id == self.head_a)
        self.assertEqual(set(mine.mapped("state")), {"seen"})

    def test_marking_the_message_as_seen_settles_it(self):
        row = self.ask()
        row.notice_id.delivery_ids[:1].with_user(self.head_a).action_mark_seen()
        self.assertEqual(row.state, "seen")

    def test_a_deputy_answers_for_the_agency_and_the_row_says_so(self):
        task = self.order()
        task.with_user(self.deputy_a).action_acknowledge()
        row = self.rows_of(task)
        self.assertEqual(row.state, "seen")
        self.assertIn(self.deputy_a.name, row.how)

    def test_a_deputy_reached_by_the_ladder_settles_the_head_s(self):
        row = self.ask()
        self.climb("2026-11-25 02:20:00")
        told = self.Delivery.search([("notice_id.repeats_id", "=", row.notice_id.id)])
        told.filtered(lambda one: one.user_id == self.deputy_a)[:1].with_user(
            self.deputy_a
        ).action_mark_seen()
        self.assertEqual(row.state, "seen")
        self.assertIn(self.deputy_a.name, row.how)

    def test_a_responder_who_has_read_it_does_not_answer_for_the_head(self):
        task = self.order()
        row = self.rows_of(task)
        mine = row.notice_id.delivery_ids.filtered(lambda one: one.user_id == self.user_a)
        mine.with_user(self.user_a).action_mark_seen()
        self.assertEqual(row.state, "waiting")

    def test_another_agency_s_head_settles_only_his_own(self):
        head_b = self.make_member("test_head_b", self.agency_b, role="head")
        task = self.make_task(coordinators=self.agency_b)
        rows = [
            Recipient(self.head_a.partner_id.id, self.head_a.id, self.agency_a.id),
            Recipient(head_b.partner_id.id, head_b.id, self.agency_b.id),
        ]
        self.Notice._post("task_instructed", task, {task.id: rows}, wants_ack=True)
        task.with_user(head_b).action_acknowledge()
        self.assertEqual(self.rows_of(task, "waiting").user_id, self.head_a)

    def test_receiving_the_task_acknowledges_its_assignment_for_the_agency(self):
        task = self.order()
        task.with_user(self.leader_user).action_instruct("At once")
        task.with_user(self.user_a).action_receive()
        states = {row.notice_id.event: row.state for row in self.rows_of(task)}
        self.assertEqual(states, {"task_assigned": "seen", "task_instructed": "waiting"})
        assigned = self.rows_of(task, "seen")
        self.assertIn(self.user_a.name, assigned.how)
        mine = assigned.notice_id.delivery_ids.filtered(lambda one: one.user_id == self.user_a)
        self.assertEqual(set(mine.mapped("state")), {"seen"})

    def test_a_task_that_ends_stops_the_waiting(self):
        task = self.order()
        task.with_user(self.office_user).action_revoke("By decision 9")
        row = self.rows_of(task)
        self.assertEqual((row.state, row.date_next), ("cancelled", False))
        self.assertTrue(row.how)

    def test_a_task_taken_away_is_not_awaited_from_the_old_agency(self):
        task = self.order()
        self.correct(task, lead_agency_id=self.agency_b.id)
        states = {row.agency_id: row.state for row in self.rows_of(task)}
        self.assertEqual(states, {self.agency_a: "cancelled", self.agency_b: "waiting"})

    def test_a_settled_row_never_moves_again(self):
        row = self.ask()
        row._cancel("No longer")
        row._acknowledge("Too late")
        self.assertEqual((row.state, row.how), ("cancelled", "No longer"))
        other = self.ask()
        other._acknowledge("First")
        other._acknowledge("Second")
        other._cancel("Third")
        self.assertEqual((other.state, other.how), ("seen", "First"))

    def test_what_was_not_seen_in_time_stays_not_seen(self):
        row = self.ask(valid_until="2026-11-25 02:15:00")
        self.climb("2026-11-25 02:20:00")
        self.assertEqual((row.state, row.date_next, self.repeats(row)), ("waiting", False, []))
        self.assertIn("never seen", row.next_step)
        row.with_user(self.head_a).action_acknowledge()
        self.assertEqual(row.state, "seen", "late is better than never")

    def test_nobody_says_it_for_a_stranger(self):
        row = self.ask()
        for user in (self.office_user, self.leader_user, self.user_a):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                row.with_user(user).action_acknowledge()
        with self.assertRaises(AccessError):
            row.with_user(self.user_b).action_acknowledge()
        self.assertEqual(row.state, "waiting")

    def test_the_banner_is_shown_to_those_who_may_answer_alone(self):
        task = self.order()
        asked = {
            user: task.with_user(user).awaits_my_ack
            for user in (self.head_a, self.deputy_a, self.user_a, self.office_user)
        }
        self.assertEqual([*asked.values()], [True, True, False, False])
        found = task.with_user(self.head_a).search([("awaits_my_ack", "=", True)])
        self.assertIn(task, found)
        self.assertFalse(task.with_user(self.user_a).search([("awaits_my_ack", "=", True)]))


@tagged("post_install", "-at_install")
class TestAcknowledgingABroadcast(AcknowledgementCase):
    """A broadcast asks everybody told; an agency has seen it when one of its heads has."""

    def setUp(self):
        super().setUp()
        self.broadcast = self.env["directive.broadcast"].create(
            {
                "name": "Storm",
                "body": "Bring the boats in",
                "urgency": "express",
                "agency_ids": [(6, 0, (self.agency_a | self.agency_b).ids)],
            }
        )
        self.broadcast.with_user(self.office_user).action_send()

    def rows(self):
        domain = [("res_model", "=", "directive.broadcast"), ("res_id", "=", self.broadcast.id)]
        return self.Ack.search(domain)

    def test_one_press_of_the_head_settles_his_agency_alone(self):
        self.assertEqual(self.rows().user_id, self.head_a | self.deputy_a | self.user_b)
        self.broadcast.with_user(self.head_a).action_seen()
        self.assertEqual(
            self.rows().filtered(lambda row: row.state == "waiting").user_id, self.user_b
        )
        self.assertEqual(self.broadcast.with_user(self.office_user).ack_text, "2/3 seen")

    def test_who_heads_two_agencies_is_awaited_until_both_know_of_it(self):
        other = self.make_agency("Led by the same")
        self.env["directive.agency.member"].create(
            {"agency_id": other.id, "user_id": self.head_a.id, "role": "head"}
        )
        broadcast = self.broadcast.copy()
        broadcast.agency_ids += other
        broadcast.with_user(self.office_user).action_send()
        broadcast.with_user(self.deputy_a).action_seen()
        rows = self.Ack.search(
            [("res_model", "=", "directive.broadcast"), ("res_id", "=", broadcast.id)]
        )
        waiting = rows.filtered(lambda row: row.state == "waiting")
        self.assertIn(self.head_a, waiting.user_id, "nobody else of the other agency was asked")
        broadcast.with_user(self.head_a).action_seen()
        waiting = rows.filtered(lambda row: row.state == "waiting")
        self.assertNotIn(self.head_a, waiting.user_id)

    def test_it_is_repeated_to_those_who_have_not_seen_it(self):
        self.climb("2026-11-25 02:10:00")
        expected = {(one.user_id, "email") for one in self.rows()}
        self.assertEqual(set(self.repeats(self.rows()[:1])), expected)
        self.mailbox.clear()
        self.send()
        self.assertTrue(any("not yet acknowledged" in mail["subject"] for mail in self.mailbox))

    def test_withdrawn_it_waits_for_nobody(self):
        self.broadcast.with_user(self.office_user).action_cancel("A mistake")
        self.assertEqual(set(self.rows().mapped("state")), {"cancelled"})
