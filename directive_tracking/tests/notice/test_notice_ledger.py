from odoo.exceptions import AccessError, UserError

from ...tools.recipient import Recipient
from ..notice_common import NoticeCase


class TestNoticeLedger(NoticeCase):
    """Written rows, each once, and their author."""

    def setUp(self):
        super().setUp()
        self.task = self.make_task(state="in_progress")
        self.Delivery.search([])._move("cancelled")

    def test_a_notice_gets_one_row_per_recipient_and_channel(self):
        rows = self.tell(self.task, self.user_a, self.head_a)
        self.assertEqual(
            sorted((row.user_id.login, row.channel) for row in rows),
            [
                ("test_a", "app"),
                ("test_a", "email"),
                ("test_head_a", "app"),
                ("test_head_a", "email"),
            ],
        )
        self.assertEqual(set(rows.mapped("state")), {"queued"})

    def test_the_same_notice_twice_is_written_once(self):
        self.assertTrue(self.tell(self.task, self.user_a, occurrence="7"))
        self.assertFalse(self.tell(self.task, self.user_a, occurrence="7"))

    def test_a_second_occurrence_is_another_notice(self):
        self.tell(self.task, self.user_a, occurrence="7")
        self.assertTrue(self.tell(self.task, self.user_a, occurrence="8"))

    def test_a_recipient_named_twice_is_told_once(self):
        self.assertEqual(len(self.tell(self.task, self.user_a, self.user_a)), 2)

    def test_somebody_without_a_user_is_told_by_email_only(self):
        partner = self.env["res.partner"].create({"name": "Head with a telephone"})
        self.Notice._post(
            "task_assigned",
            self.task,
            {self.task.id: [Recipient(partner.id, None, self.agency_a.id)]},
        )
        rows = self.Delivery.search([("partner_id", "=", partner.id)])
        self.assertEqual(rows.mapped("channel"), ["email"])

    def test_the_number_of_queries_does_not_grow_with_the_number_of_tasks(self):
        few = self.make_task(state="assigned") | self.make_task(state="assigned")
        many = self.env["directive.task"].union(
            *(self.make_task(state="assigned") for _n in range(8))
        )
        counts = []
        self.tell(self.task, self.user_a)  # fills the caches of Odoo itself
        for tasks, occurrence in ((few, "few"), (many, "many")):
            recipients = {task.id: [self.person(self.user_a)] for task in tasks}
            self.begin_request()
            before = self.env.cr.sql_log_count
            self.Notice._post("task_reopened", tasks, recipients, occurrence=occurrence)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_a_directive_can_be_the_subject(self):
        directive = self.task.directive_id
        self.Notice._post("task_assigned", directive, {directive.id: [self.person(self.user_a)]})
        notice = self.Notice.search([("res_model", "=", "directive.directive")], limit=1)
        self.assertEqual((notice.directive_id, notice.task_id.id), (directive, False))

    def test_states_never_move_back(self):
        row = self.tell(self.task, self.user_a, channels=("email",))
        row._move("sending")
        row._move("sent")
        row._move("delivered")
        row._move("failed", "late bounce")
        self.assertEqual(row.state, "delivered")

    def test_every_step_leaves_its_time_and_reason(self):
        row = self.tell(self.task, self.user_a, channels=("email",))
        row._move("failed", "550 no such mailbox")
        self.assertIn("failed: 550 no such mailbox", row.history)
        self.assertIn("2026-11-25", row.history)

    def test_nobody_writes_the_ledger_from_outside(self):
        row = self.tell(self.task, self.office_user, channels=("email",))
        for user in (self.office_user, self.leader_user, self.admin_user, self.user_a):
            with self.assertRaises(AccessError):
                row.with_user(user).write({"state": "seen"})
            with self.assertRaises(AccessError):
                row.with_user(user).unlink()

    def test_a_recipient_sees_his_own_rows_and_the_office_sees_all(self):
        rows = self.tell(self.task, self.user_a, self.head_a)
        mine = rows.filtered(lambda row: row.user_id == self.user_a)
        domain = [("id", "in", rows.ids)]
        self.assertEqual(
            self.Delivery.with_user(self.user_a).search(domain).ids, sorted(mine.ids, reverse=True)
        )
        self.assertEqual(len(self.Delivery.with_user(self.office_user).search(domain)), 4)
        self.assertFalse(self.Delivery.with_user(self.user_b).search(domain))

    def test_a_recipient_whose_agency_lost_the_task_no_longer_sees_the_row(self):
        rows = self.tell(self.task, self.user_a)
        self.correct(self.task, lead_agency_id=self.agency_b.id)
        self.assertFalse(self.Delivery.with_user(self.user_a).search([("id", "in", rows.ids)]))

    def test_only_the_recipient_marks_a_message_as_seen(self):
        row = self.tell(self.task, self.user_a, channels=("app",))
        with self.assertRaises(UserError):
            row.with_user(self.office_user).action_mark_seen()
        row.with_user(self.user_a).action_mark_seen()
        self.assertEqual(row.state, "seen")

    def test_only_the_office_sends_again_and_its_name_is_kept(self):
        row = self.tell(self.task, self.user_a, channels=("email",))
        row._move("sending")
        row._move("unknown", "no answer")
        with self.assertRaises(UserError):
            row.with_user(self.user_a).action_send_again()
        row.with_user(self.office_user).action_send_again()
        self.assertEqual((row.state, row.resent_by_id), ("queued", self.office_user))
        self.assertIn("no answer", row.history)

    def test_what_was_sent_is_not_sent_again(self):
        row = self.tell(self.task, self.user_a, channels=("email",))
        self.send()
        self.assertEqual(row.state, "sent")
        with self.assertRaises(UserError):
            row.with_user(self.office_user).action_send_again()
