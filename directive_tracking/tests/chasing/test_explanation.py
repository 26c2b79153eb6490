from datetime import date, timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_chaser import ChasingCase


class ExplanationCase(ChasingCase):
    def ask(self, task, note="Why is it late?", **options):
        """Return the explanations that the leader asks for."""
        task.with_user(self.leader_user).action_request_explanation(note, **options)
        return self.env["directive.explanation"].search([("task_id", "in", task.ids)])


@tagged("post_install", "-at_install")
class TestExplanation(ExplanationCase):
    """A leader asks an agency to explain; it answers once, on the task."""

    def test_each_lead_agency_is_asked_with_a_day(self):
        tasks = self.overdue_task() | self.overdue_task(lead=self.agency_b)
        asked = self.ask(tasks)
        self.assertEqual(asked.agency_id, self.agency_a | self.agency_b)
        self.assertEqual(set(asked.mapped("date_deadline")), {date(2026, 11, 30)})
        self.assertEqual(set(asked.mapped("state")), {"asked"})
        self.assertEqual(set(asked.mapped("signer_name")), {self.leader_user.name})

    def test_only_the_agencies_asked_are_told(self):
        task = self.overdue_task(coordinators=self.agency_b)
        self.ask(task)
        told = self.told("explanation_wanted", task)
        self.assertEqual(told, self.head_a | self.user_a | self.office_user)
        self.ask(task, agency_ids=self.agency_b.ids)
        self.assertIn(self.user_b, self.told("explanation_wanted", task))

    def test_a_day_that_has_passed_and_an_agency_without_a_part_are_refused(self):
        task = self.overdue_task()
        with self.assertRaisesRegex(UserError, "passed"):
            self.ask(task, date_deadline=self.today - timedelta(days=1))
        with self.assertRaisesRegex(UserError, "no part|has a part"):
            self.ask(task, agency_ids=self.agency_b.ids)

    def test_only_leaders_ask(self):
        task = self.overdue_task()
        for user in (self.office_user, self.user_a, self.admin_user):
            with self.assertRaises(UserError):
                task.with_user(user).action_request_explanation("Why?")
        self.assertFalse(task.explanation_ids)

    def test_the_agency_answers_and_the_leader_is_told(self):
        task = self.overdue_task()
        asked = self.ask(task).with_user(self.user_a)
        self.assertEqual(task.with_user(self.user_a).my_explanation_id, asked)
        asked.action_answer("The ground is flooded")
        self.assertEqual((asked.state, asked.answer), ("answered", "The ground is flooded"))
        self.assertEqual(asked.answerer_name, self.user_a.name)
        self.assertIn(self.leader_user, self.told("explanation_answered", task))
        self.assertIn(self.office_user, self.told("explanation_answered", task))
        self.assertFalse(task.with_user(self.user_a).my_explanation_id)

    def test_the_answer_of_an_agency_that_lost_the_task_is_no_news_of_it(self):
        task = self.overdue_task()
        asked = self.ask(task).with_user(self.user_a)
        task.with_user(self.office_user).action_transfer("Not theirs", self.agency_b.id)
        task.sudo()._restore_history({"date_last_news": "2026-10-01"})
        asked.action_answer("It was never ours")
        self.assertEqual(task.date_last_news, date(2026, 10, 1))

    def test_it_is_answered_once(self):
        asked = self.ask(self.overdue_task())
        asked.with_user(self.user_a).action_answer("Rain")
        with self.assertRaisesRegex(UserError, "already given"):
            asked.with_user(self.head_a).action_answer("Snow")
        self.assertEqual(asked.answer, "Rain")

    def test_nobody_answers_for_another_agency(self):
        asked = self.ask(self.overdue_task(coordinators=self.agency_b))
        for user in (self.user_b, self.office_user, self.leader_user, self.admin_user):
            with self.assertRaises(UserError):
                asked.with_user(user).action_answer("Rain")
            if user in (self.user_b, self.admin_user):
                self.assertFalse(asked.with_user(user).has_access("read"))

    def test_the_head_answers_where_the_agency_wants_two_tiers(self):
        self.agency_a.requires_head_approval = True
        asked = self.ask(self.overdue_task())
        self.assertFalse(asked.with_user(self.user_a).can_answer)
        with self.assertRaises(UserError):
            asked.with_user(self.user_a).action_answer("Rain")
        mine = asked.task_id.with_user(self.user_a)
        self.assertEqual((mine.my_question, bool(mine.my_explanation_id)), (asked.text, False))
        asked.with_user(self.head_a).action_answer("Rain")
        self.assertFalse(mine.my_question)
        self.assertEqual(asked.state, "answered")

    def test_question_and_answer_are_evidence(self):
        asked = self.ask(self.overdue_task())
        values = {"task_id": asked.task_id.id, "agency_id": self.agency_a.id, "text": "?"}
        for user in (self.leader_user, self.office_user, self.user_a, self.env.user):
            for act in (
                lambda user=user: asked.with_user(user).write({"text": "Forged"}),
                lambda user=user: asked.with_user(user).unlink(),
                lambda user=user: self.env["directive.explanation"].with_user(user).create(values),
            ):
                with self.assertRaises(UserError):
                    act()

    def test_a_file_goes_with_the_answer_and_is_seen_with_it(self):
        asked = self.ask(self.overdue_task())
        Wizard = self.env["directive.explanation.answer"].with_user(self.user_a)
        file = {"name": "a.pdf", "raw": b"%PDF-1.4"}
        wizard = Wizard.create(
            {"explanation_id": asked.id, "text": "See file", "attachment_ids": [(0, 0, file)]}
        )
        wizard.action_answer()
        found = asked.attachment_ids
        self.assertEqual((found.res_model, found.res_id), (asked._name, asked.id))
        self.assertTrue(found.with_user(self.leader_user).has_access("read"))
        self.assertFalse(found.with_user(self.user_b).has_access("read"))

    def test_only_ones_own_file_is_sent(self):
        asked = self.ask(self.overdue_task())
        foreign = self.env["ir.attachment"].create({"name": "b.pdf", "raw": b"%PDF-1.4"})
        with self.assertRaises(UserError):
            asked.with_user(self.user_a).action_answer("Rain", foreign.ids)

    def test_a_leader_withdraws_the_question_with_a_reason(self):
        task = self.overdue_task()
        asked = self.ask(task)
        with self.assertRaises(UserError):
            asked.with_user(self.office_user).action_withdraw("No")
        with self.assertRaisesRegex(UserError, "why"):
            asked.with_user(self.leader_user).action_withdraw("")
        asked.with_user(self.leader_user).action_withdraw("Explained by telephone")
        self.assertEqual(asked.state, "withdrawn")
        self.assertIn(self.head_a, self.told("explanation_withdrawn", task))
        with self.assertRaises(UserError):
            asked.with_user(self.user_a).action_answer("Rain")

    def test_the_form_of_the_leader_gives_the_day(self):
        task = self.overdue_task()
        leader = task.with_user(self.leader_user).with_context(directive_ask_note=1)
        action = leader.action_request_explanation()
        Wizard = self.env["directive.task.decision"].with_user(self.leader_user)
        day = self.today + timedelta(days=9)
        vals = {"note": "Why?", "date_deadline": day}
        Wizard.with_context(**action["context"]).create(vals).action_decide()
        self.assertEqual(task.explanation_ids.date_deadline, day)


@tagged("post_install", "-at_install")
class TestExplanationReminder(ExplanationCase):
    """Agencies are reminded before the day; after it the leader is told, once each."""

    def remind(self):
        self.env["directive.explanation"]._cron_remind()

    def test_it_is_reminded_once_before_the_day_and_told_late_once_after(self):
        task = self.overdue_task()
        asked = self.ask(task)
        self.remind()
        self.assertFalse(self.told("explanation_due", task))
        for moment in ("2026-11-27 02:00:00", "2026-11-30 02:00:00"):
            self.at(moment)
            self.remind()
        self.assertEqual(self.told("explanation_due", task), self.head_a | self.user_a)
        self.assertFalse(self.told("explanation_late", task))
        for moment in ("2026-12-01 02:00:00", "2026-12-09 02:00:00"):
            self.at(moment)
            self.remind()
        asked.invalidate_recordset()
        self.assertEqual(asked.state, "late")
        late = self.Notice.search([("event", "=", "explanation_late"), ("task_id", "=", task.id)])
        self.assertEqual(len(late), 1)
        self.assertIn(self.leader_user, late.delivery_ids.user_id)

    def test_after_an_answer_no_reminder_goes_out(self):
        task = self.overdue_task()
        asked = self.ask(task)
        self.at("2026-11-30 02:00:00")
        self.remind()
        notice = self.Notice.search([("event", "=", "explanation_due"), ("task_id", "=", task.id)])
        self.assertFalse(task._irrelevant_reason(notice))
        asked.with_user(self.user_a).action_answer("Rain")
        self.assertTrue(task._irrelevant_reason(notice))
        self.at("2026-12-02 02:00:00")
        self.remind()
        self.assertFalse(self.told("explanation_late", task))

    def test_each_state_is_found_by_its_filter(self):
        answered, late, withdrawn, asked = (
            self.ask(self.overdue_task(), date_deadline=day)
            for day in (self.today, self.today, self.today, "2031-01-01")
        )
        answered.with_user(self.user_a).action_answer("Rain")
        withdrawn.with_user(self.leader_user).action_withdraw("No need")
        self.at("2026-11-26 02:00:00")
        all_four = answered | late | withdrawn | asked
        all_four.invalidate_recordset()
        for one in all_four:
            found = one.search([("state", "=", one.state), ("id", "in", all_four.ids)])
            self.assertEqual(found, one, one.state)
        self.assertEqual(
            [one.state for one in (answered, late, withdrawn, asked)],
            ["answered", "late", "withdrawn", "asked"],
        )
