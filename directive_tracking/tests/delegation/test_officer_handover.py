from odoo.exceptions import UserError
from odoo.tests import tagged

from ..notice_common import NoticeCase


@tagged("post_install", "-at_install")
class TestOfficerHandover(NoticeCase):
    """All open work of one officer goes to another one of their agency, in one step."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leaving = cls.make_member("test_leaving", cls.agency_a, role="officer")
        cls.coming = cls.make_member("test_coming", cls.agency_a, role="officer")

    def hand_over(self, user=None, **vals):
        vals = {"agency_id": self.agency_a.id, "from_id": self.leaving.id, **vals}
        Handover = self.env["directive.officer.handover"].with_user(user or self.user_a)
        return Handover.create({"to_id": self.coming.id, "reason": "Retires", **vals})

    def given(self, state="in_progress", officers=None):
        task = self.make_task(state=state)
        task._restore_history({"officer_ids": [(6, 0, (officers or self.leaving).ids)]})
        return task

    def test_every_open_task_goes_over_and_the_trail_says_so(self):
        moving = [self.given(state) for state in ("draft", "assigned", "in_progress", "reported")]
        over, others = self.given("done"), self.given(officers=self.user_a)
        row = self.hand_over()
        for task in moving:
            self.assertEqual(task.officer_ids, self.coming)
        self.assertEqual((over | others).mapped("officer_ids"), self.leaving | self.user_a)
        line = moving[1].transition_ids.sorted("id")[-1]
        self.assertEqual(
            (line.verb, line.user_id, line.state_to), ("hand_over", self.user_a, "assigned")
        )
        self.assertIn("test_leaving", line.note)
        self.assertEqual(len(row.sudo().task_ids), 4)

    def test_without_open_work_there_is_nothing_to_hand_over(self):
        self.given("done")
        before = self.env["directive.officer.handover"].search_count([])
        with self.assertRaisesRegex(UserError, "nothing to hand over"), self.env.cr.savepoint():
            self.hand_over()
        self.assertEqual(self.env["directive.officer.handover"].search_count([]), before)

    def test_a_colleague_who_works_on_it_too_stays(self):
        task = self.given(officers=self.leaving | self.coming | self.head_a)
        self.hand_over()
        self.assertEqual(task.officer_ids, self.coming | self.head_a)

    def test_the_results_they_judge_are_judged_by_the_other(self):
        task = self.make_task(state="in_progress")
        part = task.with_user(self.user_a)._delegate(self.agency_below).with_env(self.env)
        self.assertEqual(part.monitor_id, self.user_a)
        self.hand_over(user=self.head_a, from_id=self.user_a.id)
        self.assertEqual(part.monitor_id, self.coming)

    def test_their_to_dos_go_over_those_both_have_once(self):
        task = self.given()
        for user in (self.leaving, self.coming):
            for summary in ("Both", f"Only {user.login}"):
                task.sudo().activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id, summary=summary
                )
        row = self.hand_over()
        left = task.activity_ids.filtered(lambda todo: todo.user_id == self.leaving)
        self.assertFalse(left)
        theirs = task.activity_ids.filtered(lambda todo: todo.user_id == self.coming)
        self.assertEqual(
            sorted(theirs.mapped("summary")), ["Both", "Only test_coming", "Only test_leaving"]
        )
        self.assertEqual(row.todo_count, 2)

    def test_to_dos_of_another_agency_stay(self):
        self.env["directive.agency.member"].create(
            {"agency_id": self.agency_b.id, "user_id": self.leaving.id, "role": "officer"}
        )
        theirs = self.make_task(self.agency_b, state="in_progress")
        theirs.sudo().activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.leaving.id, summary="Of B"
        )
        self.given()
        self.hand_over()
        self.assertEqual(theirs.activity_ids.user_id & self.leaving, self.leaving)

    def test_both_are_told_once_however_many_tasks(self):
        for _number in range(3):
            self.given()
        row = self.hand_over()
        notice = self.env["directive.notice"].search([("event", "=", "work_handed_over")])
        self.assertEqual((len(notice), notice.res_id), (1, row.id))
        self.assertEqual(notice.delivery_ids.user_id, self.leaving | self.coming)

    def test_head_responder_and_administrator_hand_over_nobody_else(self):
        for user in (self.head_a, self.user_a, self.admin_user):
            self.given()
            self.hand_over(user=user)
        for user in (self.leaving, self.user_b, self.user_below, self.outside_user):
            with self.assertRaises(UserError):
                self.hand_over(user=user)

    def test_only_members_of_the_agency_give_and_take(self):
        self.given()
        for vals in ({"to_id": self.user_b.id}, {"from_id": self.user_b.id}):
            with self.assertRaisesRegex(UserError, "not a member"):
                self.hand_over(**vals)
        post = self.leaving.sudo().directive_member_ids
        post.write({"date_to": "2026-11-01"})
        self.assertTrue(self.hand_over())  # who has left may still have work
        with self.assertRaisesRegex(UserError, "not a member"):
            self.hand_over(from_id=self.coming.id, to_id=self.leaving.id)

    def test_what_was_handed_over_stays_on_record(self):
        self.given()
        row = self.hand_over()
        for attempt in (lambda: row.write({"reason": "Another"}), row.unlink):
            with self.assertRaises(UserError):
                attempt()
            with self.assertRaises(UserError):
                row.sudo().write({"reason": "Another"})

    def test_nobody_says_themselves_what_was_moved(self):
        mine, other = self.given(), self.make_task(self.agency_b)
        row = self.hand_over(task_ids=[(6, 0, other.ids)], todo_count=9, author_id=self.head_a.id)
        self.assertEqual(row.sudo().task_ids, mine)
        self.assertEqual((row.todo_count, row.author_id), (0, self.user_a))

    def test_more_work_costs_no_more_queries(self):
        def cost(number):
            for _task in range(number):
                self.given()
            return self.queries_of(self.hand_over)

        cost(1)
        few = cost(2)
        self.assertLessEqual(cost(12), few)
