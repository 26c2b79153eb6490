from datetime import date, timedelta

from odoo.tests import tagged

from ..notice_common import NoticeCase


@tagged("post_install", "-at_install")
class TestNoticeEdges(NoticeCase):
    """No message is lost when a person leaves, and none is sent after its cause is gone."""

    def told(self, task, event):
        rows = self.Delivery.search([("task_id", "=", task.id), ("event", "=", event)])
        return rows.with_context(active_test=False).user_id

    def test_the_head_is_told_where_the_account_of_the_only_responder_is_closed(self):
        self.user_a.active = False
        task = self.make_task(state="assigned")
        self.assertEqual(self.told(task, "task_assigned"), self.head_a)

    def test_an_agency_whose_accounts_are_all_closed_is_reminded_at_its_own_address(self):
        agency = self.make_agency("Deserted agency", email="deserted@example.com")
        self.make_member("last_one", agency).active = False
        self.Rule._make_contacts()
        self.assertEqual(agency.partner_id.email, "deserted@example.com")

    def test_the_whole_office_hears_of_a_report_where_the_specialist_has_left(self):
        colleague = self.make_user("test_colleague", "office")
        for leave in ({"active": False}, {"group_ids": [(5,)]}):
            with self.subTest(leave=leave):
                gone = self.make_user(f"gone_{len(str(leave))}", "office")
                task = self.make_task(state="in_progress", monitor_id=gone.id)
                gone.write(leave)
                self.make_report(task)
                task.with_user(self.user_a).action_report_completion()
                self.assertIn(colleague, self.told(task, "task_reported"))
                self.assertNotIn(gone, self.told(task, "task_reported"))

    def test_what_was_said_of_a_deleted_record_is_cancelled_and_holds_up_nothing_else(self):
        draft = self.make_directive()
        other = self.make_task(state="in_progress")
        self.Delivery.search([])._move("cancelled")
        gone = self.tell(draft, self.office_user, event="directive_corrected")
        kept = self.tell(other, self.office_user)
        self.delete_told(draft)
        self.send()
        self.assertEqual(set(gone.mapped("state")), {"cancelled"})
        self.assertEqual(set(gone.mapped("reason")), {"The record has been deleted."})
        self.assertEqual(set(kept.mapped("state")), {"sent"})

    def test_deleted_records_are_looked_for_once_and_not_by_row(self):
        drafts = [self.make_directive(number=f"{number}/QĐ-UBND") for number in range(3)]
        rows = [self.tell(one, self.office_user, event="directive_corrected") for one in drafts]
        notices = self.Delivery.union(*rows).notice_id
        notices.fetch(["res_model", "res_id"])
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.assertFalse(notices._of_deleted_records())

    def test_what_is_said_on_the_eve_of_tet_is_sent_after_it(self):
        for number in range(9):
            day = date(2026, 2, 14) + timedelta(days=number)
            self.env["directive.calendar.day"].create({"date": day, "name": "Tết"})
        self.at_local("2026-02-13", hour=22)
        row = self.tell(self.make_task(), self.user_a, channels=("email",))
        self.at_local("2026-02-23", hour=8)
        self.send()
        self.assertEqual(row.state, "sent")

    def test_a_request_decided_meanwhile_is_not_announced(self):
        task = self.make_task(state="in_progress", monitor_id=self.office_user.id)
        request = (
            self.env["directive.task.request"]
            .with_user(self.user_a)
            .create(
                {
                    "task_id": task.id,
                    "reason": "Rain",
                    "proposed_deadline": "2027-03-01",
                }
            )
        )
        request.with_user(self.office_user).action_approve()
        self.send()
        rows = self.Delivery.search([("task_id", "=", task.id), ("event", "=", "request_created")])
        self.assertEqual(set(rows.mapped("state")), {"cancelled"})

    def test_a_note_in_a_to_do_is_shown_as_it_was_typed(self):
        task = self.make_task()
        self.tell(task, self.user_a, note="KPI <b>under</b> 50%\nSecond line")
        self.send()
        note = task.activity_ids.filtered(lambda todo: todo.user_id == self.user_a).note
        self.assertIn("&lt;b&gt;under&lt;/b&gt; 50%<br", note)
