from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tools.recipient import Recipient
from ..ack_common import AcknowledgementCase


@tagged("post_install", "-at_install")
class TestReminding(AcknowledgementCase):
    """One click reminds by every way there is, and two clicks remind once."""

    def remind(self, rows, user=None):
        return rows.with_user(user or self.office_user).action_remind()["params"]["message"]

    def test_one_click_reminds_by_every_channel(self):
        row = self.ask()
        self.assertIn("1 people have been reminded", self.remind(row))
        self.assertEqual(self.repeats(row)[:2], [(self.head_a, "app"), (self.head_a, "email")])
        self.assertEqual(row.reminder_id, self.office_user)

    def test_a_second_click_reminds_nobody(self):
        row = self.ask()
        self.remind(row)
        count = len(self.repeats(row))
        self.at("2026-11-25 02:09:00")
        self.assertIn("No reminder was sent", self.remind(row, self.leader_user))
        self.assertEqual(len(self.repeats(row)), count)
        self.at("2026-11-25 02:10:01")
        self.remind(row)
        self.assertEqual(len(self.repeats(row)), 2 * count)

    def test_in_the_quiet_hours_it_says_that_the_message_waits(self):
        express, other = self.ask(), self.ask(urgency="very_urgent")
        self.at("2026-11-25 18:00:00")
        self.assertNotIn("quiet hours", self.remind(express))
        self.assertIn("quiet hours", self.remind(other))

    def test_who_has_seen_it_is_not_reminded(self):
        seen, waiting = self.ask(), self.ask()
        seen._acknowledge("By telephone")
        self.assertIn("1 have seen it", self.remind(seen | waiting))
        self.assertEqual(self.repeats(seen), [])
        self.assertTrue(self.repeats(waiting))

    def test_what_is_no_longer_of_use_may_still_be_reminded_by_a_person(self):
        row = self.ask(valid_until="2026-11-25 02:15:00")
        self.at("2026-11-25 03:00:00")
        self.remind(row)
        repeat = self.Notice.search([("repeats_id", "=", row.notice_id.id)])
        self.assertGreater(str(repeat.valid_until), "2026-11-25 03:00:00")

    def test_agencies_remind_nobody(self):
        row = self.ask()
        for user in (self.head_a, self.user_a, self.admin_user):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                row.with_user(user).action_remind()
        self.assertEqual(self.repeats(row), [])

    def test_many_are_reminded_in_as_many_queries_as_few(self):
        tasks = [self.make_task(state="in_progress") for _n in range(12)]
        rows = [self.ask(task=task) for task in tasks]
        queries = []
        for chosen in (rows[0], rows[1], self.Ack.browse([row.id for row in rows[2:]])):
            self.begin_request()
            before = self.env.cr.sql_log_count
            chosen.with_user(self.office_user).action_remind()
            queries.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(queries[2], queries[1] + 1)

    def test_the_board_reads_many_rows_in_as_many_queries_as_few(self):
        tasks = [self.make_task(state="in_progress") for _n in range(12)]
        rows = [self.ask(task=task) for task in tasks]
        names = ["subject", "post", "channels", "waiting_time", "next_step", "phone", "is_mine"]
        queries = []
        for chosen in (rows[0], rows[1], self.Ack.browse([row.id for row in rows[2:]])):
            self.begin_request()
            before = self.env.cr.sql_log_count
            chosen.with_user(self.office_user).read(names)
            queries.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(queries[2], queries[1] + 2)


@tagged("post_install", "-at_install")
class TestBoard(AcknowledgementCase):
    """The values of a row on the board."""

    def test_it_shows_how_far_each_channel_got(self):
        row = self.ask()
        row.notice_id.delivery_ids.filtered(lambda one: one.channel == "email")._move("sent")
        self.assertEqual(row.channels, "App: Queued · E-mail: Sent")
        self.climb("2026-11-25 02:10:00")
        self.assertIn("E-mail: Sent", row.channels, "a later copy still queued hides nothing")

    def test_it_shows_how_long_and_what_comes_next(self):
        row = self.ask(urgency="very_urgent")
        self.at("2026-11-25 04:15:00")
        self.env.invalidate_all()
        self.assertEqual(row.waiting_time, "2 h 15 min")
        self.assertEqual(row.next_step, "In the application, By e-mail")
        self.assertEqual(row.post, "Head")

    def test_a_record_counts_who_has_seen_it(self):
        task = self.order()
        self.assertEqual(task.with_user(self.office_user).ack_text, "0/1 seen")
        self.rows_of(task)._acknowledge("By telephone")
        self.env.invalidate_all()
        self.assertEqual(task.with_user(self.office_user).ack_text, "1/1 seen")
        self.assertEqual(task.directive_id.with_user(self.leader_user).ack_text, "1/1 seen")
        self.assertFalse(self.order("normal").ack_text)
        action = task.with_user(self.office_user).action_open_acknowledgements()
        self.assertEqual(self.Ack.search(action["domain"]), self.rows_of(task))


@tagged("post_install", "-at_install")
class TestCallList(AcknowledgementCase):
    """The officer on duty makes telephone calls and records the outcome."""

    def setUp(self):
        super().setUp()
        self.row = self.ask()

    def told_to_call(self):
        return self.Delivery.search([("notice_id.event", "=", "call_wanted")]).user_id

    def roster(self, user, date_from="2026-11-25", date_to="2026-11-25"):
        return self.env["directive.duty"].create(
            {"user_id": user.id, "date_from": date_from, "date_to": date_to}
        )

    def test_those_on_duty_are_told(self):
        on_duty = self.make_user("test_duty", "office")
        self.roster(on_duty)
        self.roster(self.make_user("test_duty_yesterday", "office"), "2026-11-20", "2026-11-24")
        self.climb("2026-11-25 02:30:00")
        self.assertEqual(self.told_to_call(), on_duty)

    def test_without_a_roster_the_monitor_is_told(self):
        self.make_user("test_another", "office")
        self.row.task_id.with_user(self.office_user).monitor_id = self.office_user
        self.climb("2026-11-25 02:30:00")
        self.assertEqual(self.told_to_call(), self.office_user)

    def test_with_neither_the_whole_office_is_told(self):
        another = self.make_user("test_another", "office")
        self.row.task_id.sudo().monitor_id = False
        self.row.directive_id.sudo().monitor_id = False
        self.row.task_id.flush_recordset()
        self.env.cr.execute(
            "UPDATE directive_task SET monitor_id = NULL WHERE id = %s", [self.row.res_id]
        )
        self.env.invalidate_all()
        self.climb("2026-11-25 02:30:00")
        self.assertLessEqual(another | self.office_user, self.told_to_call())

    def test_one_message_tells_of_all_who_are_to_be_called(self):
        others = [self.ask() for _n in range(5)]
        self.roster(self.office_user)
        self.climb("2026-11-25 02:30:00")
        self.assertEqual(self.Notice.search_count([("event", "=", "call_wanted")]), 1)
        self.assertTrue(all(row.to_call for row in others))

    def test_the_officer_is_not_told_of_what_was_seen_meanwhile(self):
        self.roster(self.office_user)
        self.climb("2026-11-25 02:30:00")
        self.row._acknowledge("By SMS")
        self.mailbox.clear()
        self.send()
        self.assertFalse([one for one in self.mailbox if "test_office" in one["to"]])

    def reach(self, rows, note, user=None):
        rows = rows.with_user(user or self.office_user)
        context = rows.action_reached()["context"]
        rows.env["directive.acknowledgement.call"].with_context(**context).create(
            {"note": note}
        ).action_confirm()

    def test_reached_acknowledges_in_his_name_with_the_officer_s_words(self):
        self.climb("2026-11-25 02:30:00")
        self.reach(self.row, "He sends his deputy")
        self.assertEqual(self.row.state, "seen")
        self.assertEqual(
            self.row.how, f"By telephone, {self.office_user.name}: He sends his deputy"
        )

    def test_reached_needs_a_note(self):
        with self.assertRaisesRegex(UserError, "Enter briefly"):
            self.reach(self.row, "  ")
        self.assertEqual(self.row.state, "waiting")

    def test_no_answer_is_counted_and_he_stays(self):
        self.climb("2026-11-25 02:30:00")
        self.row.with_user(self.office_user).action_no_answer()
        self.row.with_user(self.office_user).action_no_answer()
        self.assertEqual(self.row.call_count, 1, "two presses of one button are one call")
        self.at("2026-11-25 02:40:00")
        self.row.with_user(self.office_user).action_no_answer()
        self.assertEqual((self.row.call_count, self.row.state), (2, "waiting"))
        self.assertEqual(self.row.history.count(self.office_user.name), 2)

    def test_who_answered_meanwhile_is_not_called_any_more(self):
        self.row._acknowledge("By SMS")
        for method in ("action_reached", "action_no_answer"):
            with self.subTest(method=method), self.assertRaisesRegex(UserError, "no longer need"):
                getattr(self.row.with_user(self.office_user), method)()

    def test_only_the_office_keeps_the_call_list(self):
        for user in (self.leader_user, self.head_a, self.admin_user):
            for method in ("action_reached", "action_no_answer"):
                with self.subTest(user=user.login), self.assertRaises(UserError):
                    getattr(self.row.with_user(user), method)()

    def test_a_call_s_form_cannot_answer_for_somebody_else_s_rows(self):
        Form = self.env["directive.acknowledgement.call"]
        with self.assertRaises(AccessError):
            Form.with_user(self.head_a).create({"acknowledgement_ids": [(6, 0, self.row.ids)]})

    def test_only_specialists_are_on_the_roster(self):
        with self.assertRaisesRegex(ValidationError, "not an Office specialist"):
            self.roster(self.user_a)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.roster(self.office_user, "2026-11-25", "2026-11-24")


@tagged("post_install", "-at_install")
class TestAcknowledgementAccess(AcknowledgementCase):
    """An agency sees its own rows of visible records; users cannot write them."""

    def seen_by(self, user):
        self.env.invalidate_all()
        return self.Ack.with_user(user).search([("id", "in", self.rows.ids)])

    def setUp(self):
        super().setUp()
        self.task = self.make_task(coordinators=self.agency_b)
        rows = [
            Recipient(self.head_a.partner_id.id, self.head_a.id, self.agency_a.id),
            Recipient(self.user_b.partner_id.id, self.user_b.id, self.agency_b.id),
        ]
        self.Notice._post("task_instructed", self.task, {self.task.id: rows}, wants_ack=True)
        self.rows = self.rows_of(self.task)

    def test_each_agency_sees_its_own_and_the_office_and_leaders_all(self):
        of_a, of_b = self.rows
        for user in (self.head_a, self.user_a, self.deputy_a):
            self.assertEqual(self.seen_by(user), of_a)
        self.assertEqual(self.seen_by(self.user_b), of_b)
        for user in (self.office_user, self.leader_user):
            self.assertEqual(self.seen_by(user), self.rows)
        self.assertFalse(self.seen_by(self.user_x))
        for user in (self.admin_user, self.outside_user):
            with self.assertRaises(AccessError):
                self.seen_by(user)

    def test_what_an_agency_no_longer_sees_takes_its_rows_along(self):
        self.env["directive.agency.member"].search([("user_id", "=", self.head_a.id)]).unlink()
        self.assertFalse(self.seen_by(self.head_a))

    def test_a_count_tells_an_agency_of_its_own_people_alone(self):
        self.assertEqual(self.task.with_user(self.head_a).ack_text, "0/1 seen")
        groups = self.Ack.with_user(self.user_b).formatted_read_group(
            [("notice_id.task_id", "=", self.task.id)], ["agency_id"], ["__count"]
        )
        self.assertEqual([group["agency_id"][0] for group in groups], self.agency_b.ids)

    def test_nobody_writes_creates_or_deletes_a_row(self):
        users = (self.head_a, self.office_user, self.leader_user, self.admin_user)
        for user in users:
            rows = self.rows.with_user(user)
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    rows.write({"state": "seen"})
                with self.assertRaises(AccessError):
                    rows.create({"notice_id": self.rows[0].notice_id.id})
                with self.assertRaises(AccessError):
                    rows.unlink()
