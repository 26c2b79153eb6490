import re

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..matrix import table
from ..matrix.rooms import evaluation_records
from ..standin_common import StandinCase

JUDGING = re.compile(r"action_(approve|accept|reject|return|reopen|confirm|send_back|submit)$")
# Methods of these names that judge nobody's words.
NO_WORDS = {
    "directive.acknowledgement.call": "notes a call",
    "directive.calendar.day": "takes a proposed day off",
    "directive.history.import": "loads what its user has read",
    "directive.import": "creates what its user has read",
    "directive.issue": "issues an order",
    "directive.member.import": "creates the members of a file",
}
YOURSELF = "yourself|head of .* (submits|can send)"


@tagged("post_install", "-at_install")
class TestAuthorAndJudge(StandinCase):
    """Nobody judges what they wrote themselves, whichever post they hold by then."""

    def test_every_judging_step_refuses_the_author(self):
        """The author has become whoever may judge; the same step of another person succeeds."""
        tried = 0
        for model, method in self.judging_steps():
            make = getattr(self, f"make_{model.replace('.', '_')}", None)
            self.assertTrue(make, f"Say here who wrote what {model} judges.")
            for is_author in (False, True):
                with self.subTest(model=model, method=method, is_author=is_author):
                    with self.env.cr.savepoint() as savepoint:
                        record, words, field, judge = make(method)
                        if is_author:
                            self.become_author(words, field, judge)
                        self.take(record.with_user(judge), method, is_author)
                        savepoint.rollback()
                    self.env.invalidate_all(flush=False)
            tried += 1
        self.assertGreater(tried, 10)

    def judging_steps(self):
        return [
            (row["model"], row["method"])
            for row in table.rows(self.env, "methods", "directive_tracking")
            if JUDGING.match(row["method"])
            and row["model"] not in NO_WORDS
            and ":" not in row["model"]
        ]

    def become_author(self, words, field, user):
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE id = ANY(%s)",
                SQL.identifier(words._table),
                SQL.identifier(field),
                user.id,
                words.ids,
            )
        )
        self.env.invalidate_all()

    def take(self, record, method, is_author):
        arguments = [] if method in ("action_approve", "action_submit") else ["Seen"]
        if record._name == "directive.task" and method == "action_accept":
            arguments = []
        if record._name == "directive.score.objection" and method == "action_accept":
            arguments.append([("on_time", 1)])
        if is_author:
            with self.assertRaisesRegex(UserError, YOURSELF):
                getattr(record, method)(*arguments)
        else:
            getattr(record, method)(*arguments)

    # What is judged: the record, the words it judges, their author, and who may judge

    def make_directive_task(self, method):
        state = "done" if method == "action_reopen" else "reported"
        task = self.make_task(state=state)
        return task, task.progress_ids, "author_id", self.office_user

    def make_directive_task_progress(self, method):
        self.agency_a.requires_head_approval = True
        task = self.make_task(state="in_progress")
        report = self.make_report(task, user=self.officer)
        self.stand_in(self.head_a, self.second)
        return report, report, "author_id", self.second

    def make_directive_task_request(self, method):
        task = self.make_task(state="in_progress", deadline="2026-12-20")
        vals = {"kind": "extension", "reason": "Rain", "proposed_deadline": "2026-12-24"}
        Request = self.env["directive.task.request"].with_user(self.user_a)
        asked = Request.create({"task_id": task.id, **vals})
        return asked, asked, "author_id", self.office_user

    def make_directive_score_objection(self, method):
        made = evaluation_records.make(self, self.make_task(), "x")
        objection = made["directive.score.objection"]
        return objection, objection, "user_id", self.office_user

    def make_directive_inquiry_answer(self, method):
        self.agency_a.requires_head_approval = True
        self.stand_in(self.head_a, self.second)
        asked = self.env["directive.inquiry"].with_user(self.office_user).create(
            {
                "name": "Flood damage",
                "date_from": "2026-01-15",
                "date_to": "2026-02-14",
                "agency_ids": [Command.set(self.agency_a.ids)],
                "question_ids": [Command.create({"name": "What was done?"})],
            }
        )  # fmt: skip
        asked.action_issue()
        answer = asked.round_ids.answer_ids.with_env(self.env)
        answer.line_ids.with_user(self.officer).write({"value": "All"})
        if method == "action_return":
            answer.with_user(self.head_a).action_submit()
            return answer, answer.line_ids, "filled_by_id", self.office_user
        return answer, answer.line_ids, "filled_by_id", self.second

    def make_directive_verification_line(self, method):
        task = self.make_task(state="done")
        drawn = self.env["directive.verification"].with_user(self.leader_user).create(
            {"method": "hand", "chosen_task_ids": [Command.set(task.ids)], "reason": "Doubt"}
        )  # fmt: skip
        verifier = self.make_user("test_verifier", "office")
        return drawn.line_ids.with_env(self.env), task.progress_ids, "author_id", verifier

    # In the place of the head

    def test_a_stand_in_s_own_report_waits_for_the_head(self):
        self.agency_a.requires_head_approval = True
        self.stand_in(self.head_a, self.officer)
        task = self.make_task(state="in_progress")
        wizard = self.env["directive.task.report"].with_user(self.officer)
        form = wizard.create(
            {"task_ids": [Command.set(task.ids)], "kind": "completion", "content": "Done",
             "result_number": "1/BC"}
        )  # fmt: skip
        self.assertTrue(form.needs_approval)
        form.action_report()
        self.assertEqual(task.state, "in_progress")
        report = task.progress_ids
        for user, mine in ((self.officer, False), (self.head_a, True)):
            seen = report.with_user(user)
            self.assertEqual((seen.is_mine_to_approve, seen.can_send_back), (mine, mine))
            self.assertEqual(
                bool(seen.search([("is_mine_to_approve", "=", True), ("id", "=", report.id)])), mine
            )
            self.assertEqual(task.with_user(user).is_mine_to_hand_over, mine)
        with self.assertRaises(UserError):
            task.with_user(self.officer).action_report_completion()
        report.with_user(self.head_a).action_approve()
        self.assertEqual(task.state, "reported")

    def test_it_goes_to_the_office_where_nobody_else_could_approve_it(self):
        self.agency_a.requires_head_approval = True
        self.head_a.active = False  # has only a telephone
        self.stand_in(self.head_a, self.officer, user=self.admin_user)
        task = self.make_task(state="in_progress")
        self.make_report(task, user=self.officer)
        task.with_user(self.officer).action_report_completion()
        self.assertEqual(task.state, "reported")

    def test_a_stand_in_does_not_decide_whether_two_people_are_needed(self):
        self.agency_a.requires_head_approval = True
        self.stand_in(self.head_a, self.officer)
        with self.assertRaises(UserError):
            self.agency_a.with_user(self.officer).action_toggle_head_approval()
        self.agency_a.with_user(self.head_a).action_toggle_head_approval()
        self.assertFalse(self.agency_a.requires_head_approval)
