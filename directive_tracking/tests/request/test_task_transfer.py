from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..request_common import RequestCase

NOTE = "It is the commune's field"


@tagged("post_install", "-at_install")
class TestTaskTransfer(RequestCase):
    """The new agency starts anew; the old one keeps what it saw, and nothing of what comes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Files = cls.env["ir.attachment"].with_user(cls.user_a)
        cls.file = Files.create({"name": "a.txt", "raw": b"a"})
        cls.make_report(
            cls.task, kind="progress", percent=40, attachment_ids=[(6, 0, cls.file.ids)]
        )
        cls.task.with_user(cls.user_a).message_post(
            body="We have begun", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        cls.task.officer_ids = cls.user_a

    def transfer(self):
        self.task.with_user(self.office_user).action_transfer(NOTE, self.commune_x.id)
        return self.env["directive.task.former"].search([("task_id", "=", self.task.id)])

    def test_the_receipt_and_what_belongs_to_the_old_agency_are_emptied(self):
        self.transfer()
        task = self.task
        self.assertEqual((task.state, task.lead_agency_id), ("assigned", self.commune_x))
        self.assertFalse(task.date_received or task.officer_ids or task.progress)
        self.assertEqual(task.date_deadline, self.deadline)
        task.with_user(self.user_x).action_receive()
        self.assertEqual(task.state, "in_progress")

    def test_the_old_agency_sees_its_copy_and_no_longer_the_task(self):
        former = self.transfer()
        mine = former.with_user(self.user_a)
        self.assertEqual((mine.name, mine.progress), (self.task.name, 40))
        texts = "\n".join(mine.line_ids.mapped(lambda line: line.text or ""))
        for said in ("40%", "We have begun"):
            self.assertIn(said, texts)
        self.assertEqual(mine.attachment_ids.mapped("name"), ["a.txt"])
        with self.assertRaises(AccessError):
            self.task.with_user(self.user_a).check_access("read")
        with self.assertRaises(AccessError):
            mine.task_id  # noqa: B018  the name of the task is not theirs any more

    def test_no_other_agency_sees_the_copy(self):
        former = self.transfer()
        for user in (self.user_x, self.user_b, self.user_below, self.outside_user):
            for record in (former, former.line_ids[:1], former.attachment_ids):
                with self.subTest(user=user.login, record=record), self.assertRaises(AccessError):
                    record.with_user(user).read()

    def test_the_later_work_of_the_new_agency_stays_out_of_the_copy(self):
        former = self.transfer()
        before = former.with_user(self.user_a).read(), former.line_ids.mapped("text")
        self.task.with_user(self.user_x).action_receive()
        self.make_report(self.task, user=self.user_x, kind="progress", content="Our own way")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(
            (former.with_user(self.user_a).read(), former.line_ids.mapped("text")), before
        )

    def test_a_copy_cannot_be_changed_forged_or_deleted(self):
        former = self.transfer()
        for attempt in (
            lambda: former.sudo().write({"name": "other"}),
            lambda: former.sudo().unlink(),
            lambda: former.line_ids.sudo().write({"text": "other"}),
            lambda: former.sudo().create({"name": "x", "task_id": self.task.id}),
            lambda: former.line_ids.sudo().create({"former_id": former.id}),
        ):
            with self.assertRaises(UserError):
                attempt()

    def test_open_parts_of_the_old_agency_are_revoked(self):
        part = self.task.with_user(self.user_a)._delegate(self.agency_below)
        self.transfer()
        self.assertEqual(part.state, "revoked")

    def test_pending_requests_of_the_old_agency_lapse(self):
        request = self.ask()
        self.transfer()
        self.assertEqual(request.state, "lapsed")

    def test_both_agencies_and_the_coordinators_are_told(self):
        self.transfer()
        told = {
            event: self.env["directive.notice"]
            .search([("event", "=", event), ("task_id", "=", self.task.id)])
            .delivery_ids.user_id
            for event in ("task_assigned", "task_taken_over", "task_transferred")
        }
        self.assertIn(self.user_x, told["task_assigned"])
        self.assertIn(self.user_a, told["task_taken_over"])
        self.assertIn(self.user_b, told["task_transferred"])

    def test_an_agency_gets_it_back_the_same_day_and_is_told_again(self):
        self.transfer()
        for agency in (self.agency_a, self.commune_x, self.agency_a):
            self.task.with_user(self.office_user).action_transfer(NOTE, agency.id)
        told = self.env["directive.notice.delivery"].search(
            [
                ("notice_id.event", "=", "task_assigned"),
                ("notice_id.task_id", "=", self.task.id),
                ("user_id", "=", self.user_a.id),
            ]
        )
        self.assertEqual(len(told.notice_id), 3)  # given to them once, and back twice

    def test_only_agencies_that_can_receive_it_are_named(self):
        self.commune_y.active = False
        for agency in (self.agency_a.id, self.commune_y.id, 0, False, "7", True, 10**9):
            with self.subTest(agency=agency), self.assertRaises(UserError):
                self.task.with_user(self.office_user).action_transfer(NOTE, agency)

    def test_a_delegated_task_stays_below_the_agency_that_delegated_it(self):
        part = self.task.with_user(self.user_a)._delegate(self.agency_below)
        with self.assertRaisesRegex(UserError, "not below"):
            part.with_user(self.office_user).action_transfer(NOTE, self.agency_b.id)
