import base64
from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..coordination_common import CoordinationCase


@tagged("post_install", "-at_install")
class TestOpinion(CoordinationCase):
    """The lead agency asks a coordinating one, which answers once; both are kept."""

    def ask(self, user=None, agency=None, **vals):
        vals = {
            "task_id": self.task.id,
            "agency_id": (agency or self.agency_b).id,
            "question": "Is the draft right?",
            "date_deadline": self.today + timedelta(days=2),
            **vals,
        }
        opinions = self.env["directive.task.opinion"].with_user(user or self.user_a)
        return opinions.create(vals).with_env(self.env)

    def file_of(self, user, name="draft.txt"):
        files = self.env["ir.attachment"].with_user(user)
        vals = {
            "name": name,
            "datas": base64.b64encode(b"text"),
            "res_model": "directive.task.report",
        }
        return files.create(vals)

    def test_the_asked_agency_answers_and_the_lead_is_told(self):
        opinion = self.ask()
        self.assertTrue(self.notices("opinion_asked", self.agency_b))
        self.assertFalse(self.notices("opinion_asked", self.commune_x))
        opinion.with_user(self.user_b).action_answer("remarks", "Point 2 is unclear")
        self.assertEqual((opinion.state, opinion.answer), ("answered", "remarks"))
        self.assertEqual((opinion.answered_by_id, opinion.is_late), (self.user_b, False))
        self.assertEqual(opinion.answerer_name, self.user_b.name)
        self.assertTrue(self.notices("opinion_answered", self.agency_a))

    def test_files_travel_with_question_and_answer(self):
        asked = self.file_of(self.user_a)
        opinion = self.ask(attachment_ids=[Command.set(asked.ids)])
        self.assertEqual(asked.with_user(self.user_b).name, "draft.txt")
        answer = self.file_of(self.user_b, "answer.txt")
        opinion.with_user(self.user_b).action_answer("agree", attachment_ids=answer.ids)
        self.assertEqual(answer.with_user(self.user_a).name, "answer.txt")
        with self.assertRaises(AccessError):
            answer.with_user(self.user_y).read(["name"])

    def test_a_file_of_another_agency_cannot_be_answered_with(self):
        theirs = self.file_of(self.user_x)
        opinion = self.ask()
        with self.assertRaises(UserError):
            opinion.with_user(self.user_b).action_answer("agree", attachment_ids=theirs.ids)

    def test_only_the_lead_agency_asks_and_only_a_coordinating_one(self):
        for user in (self.user_b, self.office_user, self.leader_user, self.user_y):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.ask(user)
        with self.assertRaisesRegex(UserError, "does not coordinate"):
            self.ask(agency=self.commune_y)

    def test_opinions_on_an_overdue_task_are_asked_with_the_day_proposed(self):
        today = self.env["directive.settings"]._today()
        late = self.make_task(
            state="in_progress",
            coordinators=self.agency_b,
            deadline=today - timedelta(days=9),
        )
        Question = self.env["directive.opinion.question"].with_user(self.user_a)
        form = Form(Question.with_context(default_task_id=late.id))
        form.question = "Is the dike safe?"
        form.save().action_ask()
        self.assertEqual(late.opinion_ids.agency_id, self.agency_b)
        self.assertGreater(late.opinion_ids.date_deadline, today)

    def test_the_day_lies_between_today_and_the_deadline_of_the_task(self):
        for day in (self.today - timedelta(days=1), self.deadline + timedelta(days=1)):
            with self.assertRaises(UserError):
                self.ask(date_deadline=day)

    def test_nobody_asks_in_anothers_name_or_writes_an_answer_for_them(self):
        opinion = self.ask(
            asked_by_id=self.user_b.id, state="answered", answer="agree", date_asked="2020-01-01"
        )
        self.assertEqual((opinion.asked_by_id, opinion.state), (self.user_a, "asked"))
        self.assertEqual((opinion.date_asked, opinion.answer), (self.today, False))
        with self.assertRaises(UserError):
            opinion.with_user(self.user_a).write({"answer": "agree"})
        for user in (self.user_a, self.user_x, self.office_user):
            with self.assertRaises(UserError):
                opinion.with_user(user).action_answer("agree")

    def test_one_question_waits_at_a_time(self):
        self.ask()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self.ask()
            self.env.flush_all()

    def test_an_opinion_is_given_once(self):
        opinion = self.ask()
        opinion.with_user(self.user_b).action_answer("agree")
        with self.assertRaisesRegex(UserError, "no longer open"):
            opinion.with_user(self.user_b).action_answer("disagree", "Changed our mind")
        self.assertEqual(opinion.answer, "agree")

    def test_remarks_are_not_empty(self):
        opinion = self.ask()
        for answer in ("remarks", "disagree", "other", None):
            with self.assertRaises(UserError):
                opinion.with_user(self.user_b).action_answer(answer, " ")

    def test_a_late_answer_is_taken_and_marked_and_counted(self):
        opinion = self.ask()
        opinion._as_system().date_deadline = self.today - timedelta(days=4)
        self.assertIn("has kept Department A waiting for its opinion", self.task.waiting_text)
        opinion.with_user(self.user_b).action_answer("agree")
        self.assertEqual((opinion.is_late, opinion.waiting_days), (True, 4))
        self.env.flush_all()
        figures = self.env["directive.coordination.statistics"]._read_group(
            [("agency_id", "=", self.agency_b.id), ("kind", "=", "opinion")],
            [],
            ["late_count:sum", "open_count:sum", "days_waited:sum"],
        )
        self.assertEqual(figures, [(1, 0, 4)])

    def test_the_lead_agency_withdraws_its_question(self):
        opinion = self.ask()
        with self.assertRaises(UserError):
            opinion.with_user(self.user_b).action_withdraw()
        opinion.with_user(self.user_a).action_withdraw()
        self.assertEqual(opinion.state, "withdrawn")
        self.assertTrue(self.notices("opinion_withdrawn", self.agency_b))
        self.ask()

    def test_it_lapses_with_the_task_or_with_the_coordination(self):
        opinion, other = self.ask(), self.ask(agency=self.commune_x)
        self.correct(self.task, coordinating_agency_ids=[Command.unlink(self.agency_b.id)])
        self.assertEqual((opinion.state, other.state), ("lapsed", "asked"))
        self.task.with_user(self.office_user).action_revoke("By decision")
        self.assertEqual(other.state, "lapsed")

    def test_several_agencies_are_asked_with_the_same_file(self):
        wizard = self.env["directive.opinion.question"].with_user(self.user_a)
        wizard.create(
            {
                "task_id": self.task.id,
                "agency_ids": [Command.set((self.agency_b | self.commune_x).ids)],
                "question": "Is it right?",
                "date_deadline": self.today,
                "attachment_ids": [Command.set(self.file_of(self.user_a).ids)],
            }
        ).action_ask()
        files = self.task.opinion_ids.attachment_ids
        self.assertEqual(files.mapped("name"), ["draft.txt"] * 2)
        self.assertEqual(set(files.mapped("res_id")), set(self.task.opinion_ids.ids))

    def test_all_who_owe_no_answer_are_proposed_within_the_deadline(self):
        self.ask()
        form = Form(
            self.env["directive.opinion.question"]
            .with_user(self.user_a)
            .with_context(default_task_id=self.task.id)
        )
        self.assertEqual(form.agency_ids[:], self.commune_x)
        self.assertTrue(self.today < form.date_deadline <= self.deadline)

    def test_no_opinion_is_ever_deleted(self):
        with self.assertRaises(UserError):
            self.ask().unlink()
