from datetime import date, timedelta

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ...tools.workflow import WORKFLOW
from ..inquiry_common import InquiryCase


@tagged("post_install", "-at_install")
class TestInquiry(InquiryCase):
    """The Office asks agencies for a report, once or every period."""

    def test_each_agency_gets_its_own_copy_of_the_questions(self):
        opened = self.ask([{"name": "Houses?", "kind": "number"}, {"name": "Why?"}])
        self.assertEqual(opened.answer_ids.agency_id, self.agency_a | self.agency_b)
        for answer in opened.answer_ids:
            self.assertEqual(answer.line_ids.mapped("name"), ["Houses?", "Why?"])
            self.assertEqual(answer.state, "waiting")

    def test_the_deadline_counts_working_days_from_the_day_it_is_asked(self):
        opened = self.ask(answer_days=3)
        calendar = self.env["directive.settings"]._working_calendar()
        yesterday = self.today - timedelta(days=1)
        self.assertEqual(opened.date_deadline, calendar.add(yesterday, 3))

    def test_agencies_are_chosen_one_by_one_and_by_group(self):
        group = self.env["directive.agency.group"].create(
            {"name": "Rivers", "agency_ids": [Command.set((self.commune_x | self.agency_a).ids)]}
        )
        opened = self.ask(agencies=self.agency_a, agency_group_ids=[Command.set(group.ids)])
        self.assertEqual(opened.answer_ids.agency_id, self.agency_a | self.commune_x)

    def test_heads_and_responders_are_told_once(self):
        opened = self.ask()
        answer = self.answer_of(self.agency_a, opened)
        self.assertEqual(self.told("inquiry_asked", answer), self.head_a | self.user_a)

    def test_only_the_office_issues_and_a_draft_is_issued_once(self):
        draft = self.draft()
        for user in (self.leader_user, self.user_a, self.admin_user):
            with self.assertRaises(UserError):
                draft.with_user(user).action_issue()
        draft.action_issue()
        with self.assertRaisesRegex(UserError, "has been issued"):
            draft.action_issue()
        self.assertEqual(draft.round_count, 1)

    def test_what_is_missing_is_said(self):
        for vals, word in (
            ({"agencies": self.env["directive.agency"]}, "no agencies"),
            ({"date_from": False}, "days"),
        ):
            with self.assertRaisesRegex(UserError, word):
                self.draft(**vals).action_issue()
        empty = self.draft()
        empty.question_ids.unlink()
        with self.assertRaisesRegex(UserError, "no questions"):
            empty.action_issue()

    def test_questions_and_agencies_of_an_issued_report_stay(self):
        inquiry = self.ask().inquiry_id
        question = inquiry.question_ids
        for act in (
            lambda: inquiry.write({"name": "Other"}),
            lambda: inquiry.write({"agency_ids": [Command.clear()]}),
            lambda: question.write({"name": "Other"}),
            lambda: question.unlink(),
            lambda: question.create({"inquiry_id": inquiry.id, "name": "More?"}),
            lambda: inquiry.unlink(),
        ):
            with self.assertRaises(UserError):
                act()
        inquiry.monitor_id = self.env.user
        self.assertEqual(inquiry.monitor_id, self.env.user)

    def test_nobody_writes_a_state_or_the_agencies_asked(self):
        draft = self.draft()
        for vals in ({"state": "running"}, {"asked_agency_ids": [Command.clear()]}):
            with self.assertRaises(UserError):
                draft.write(vals)
        forged = self.Inquiry.with_context(default_state="running").create({"name": "Forged"})
        self.assertEqual(forged.state, "draft")

    def test_a_question_needs_what_its_kind_needs(self):
        for question in ({"kind": "choice", "choices": "One"}, {"kind": "figure"}):
            with self.assertRaises(ValidationError):
                self.draft([{"name": "?", **question}])

    def test_a_copy_asks_the_same_anew(self):
        inquiry = self.ask([{"name": "One?"}, {"name": "Two?"}]).inquiry_id
        copy = inquiry.copy()
        self.assertEqual(copy.question_ids.mapped("name"), ["One?", "Two?"])
        self.assertEqual((copy.state, len(copy.agency_ids)), ("draft", 2))
        self.assertFalse(copy.round_ids)

    def test_the_office_no_longer_asks_with_a_reason(self):
        opened = self.ask()
        answers = opened.answer_ids
        self.fill(self.answer_of(self.agency_b, opened, self.user_b), "Much")
        self.answer_of(self.agency_b, opened, self.user_b).action_submit()
        with self.assertRaisesRegex(UserError, "reason"):
            opened.inquiry_id.action_withdraw()
        opened.inquiry_id.action_withdraw("Reported elsewhere")
        self.assertEqual(sorted(answers.mapped("state")), ["submitted", "withdrawn"])
        mine = self.answer_of(self.agency_a, opened)
        self.assertIn(self.user_a, self.told("inquiry_withdrawn", mine))

    def test_the_missing_are_chased_by_one_press_once_a_day(self):
        opened = self.ask()
        theirs = self.answer_of(self.agency_b, opened, self.user_b)
        self.fill(theirs, "Much")
        theirs.action_submit()
        opened.with_user(self.office_user).action_chase()
        opened.with_user(self.office_user).action_chase()
        mine = self.answer_of(self.agency_a, opened)
        self.assertEqual((mine.chase_count, theirs.chase_count), (1, 0))
        self.assertEqual(self.told("inquiry_chased", mine), self.head_a | self.user_a)
        self.assertFalse(self.told("inquiry_chased", theirs))
        with self.assertRaises(UserError):
            opened.with_user(self.leader_user).action_chase()

    def test_who_is_chased_is_asked_to_acknowledge(self):
        opened = self.ask()
        opened.with_user(self.office_user).action_chase()
        mine = self.answer_of(self.agency_a, opened, self.head_a)
        self.assertTrue(mine.awaits_my_ack)

    def test_agencies_are_reminded_once_before_the_day_and_once_after(self):
        opened = self.ask()
        answer = self.answer_of(self.agency_a, opened)
        for deadline, event in (
            (self.today, "inquiry_due"),
            (self.today - timedelta(days=1), "inquiry_late"),
        ):
            opened.answer_ids._as_system().write({"date_deadline": deadline})
            for _run in range(2):
                self.env["directive.inquiry.answer"]._cron_remind()
            self.assertIn(self.user_a, self.told(event, answer))
            self.assertEqual(self.Notice.search_count([("event", "=", event)]), 2)

    def test_the_round_counts_who_is_missing_and_late(self):
        opened = self.ask()
        theirs = self.answer_of(self.agency_b, opened, self.user_b)
        self.fill(theirs, "Much")
        theirs.action_submit()
        opened.answer_ids._as_system().write({"date_deadline": self.today - timedelta(days=1)})
        opened.with_context(directive_workflow=WORKFLOW).sudo().write(
            {"date_deadline": self.today - timedelta(days=1)}
        )
        counts = opened.asked_count, opened.answered_count, opened.missing_count, opened.late_count
        self.assertEqual(counts, (2, 1, 1, 1))
        Answer = self.env["directive.inquiry.answer"]
        late = Answer.search([("is_late", "=", True), ("round_id", "=", opened.id)])
        self.assertEqual(late, opened.answer_ids)
        self.assertEqual(Answer.search([("is_late", "=", False), ("id", "in", late.ids)]), Answer)


@tagged("post_install", "-at_install")
class TestInquiryRounds(InquiryCase):
    """A periodic report is asked for after each period of Decree 09/2019."""

    def periodic(self, **vals):
        rhythm = {"frequency": "monthly", "date_from": False, "date_to": date(2026, 2, 14)}
        return self.draft(**rhythm | vals)

    def open_on(self, inquiry, day):
        inquiry._open_due(day)

    def test_it_opens_on_the_day_after_the_cut_off(self):
        last = date(self.today.year + 1, 2, 14)
        inquiry = self.periodic(date_to=last)
        inquiry.action_issue()
        self.assertFalse(inquiry.round_ids)
        self.assertEqual(inquiry.date_next, last + timedelta(days=1))
        self.open_on(inquiry, last)
        self.assertFalse(inquiry.round_ids)
        self.open_on(inquiry, last + timedelta(days=1))
        opened = inquiry.round_ids
        self.assertEqual(
            (opened.date_from, opened.date_to),
            (date(last.year, 1, 15), last),
        )
        calendar = self.env["directive.settings"]._working_calendar()
        self.assertEqual(opened.date_deadline, calendar.add(last, 2))
        self.assertEqual(inquiry.date_next, date(last.year, 3, 15))

    def test_after_an_outage_only_the_latest_period_is_asked_for(self):
        inquiry = self.periodic(date_to=date(2024, 2, 14))
        inquiry._as_system().write(
            {
                "state": "running",
                "date_issued": date(2024, 2, 1),
                "asked_agency_ids": [Command.set(self.agency_a.ids)],
            }
        )
        self.open_on(inquiry, date(2024, 5, 20))
        self.assertEqual(inquiry.round_ids.date_to, date(2024, 5, 14))
        self.assertEqual(inquiry.skipped, "14/02/2024, 14/03/2024, 14/04/2024")
        self.open_on(inquiry, date(2024, 5, 20))
        self.assertEqual(len(inquiry.round_ids), 1)

    def test_it_ends_after_its_last_period(self):
        inquiry = self.periodic(date_until=date(2026, 2, 14))
        inquiry.action_issue()
        self.assertEqual((inquiry.state, len(inquiry.round_ids)), ("ended", 1))

    def test_the_first_period_ends_on_a_day_of_the_rhythm(self):
        with self.assertRaisesRegex(UserError, "14/01/2026"):
            self.periodic(date_to=date(2026, 2, 10)).action_issue()

    def test_continuous_is_no_rhythm(self):
        with self.assertRaises(ValidationError):
            self.periodic(frequency="continuous")

    def test_ended_nothing_more_is_asked(self):
        inquiry = self.periodic()
        inquiry.action_issue()
        inquiry.action_end()
        self.assertFalse(inquiry.date_next)
        self.assertEqual(set(inquiry.round_ids.answer_ids.mapped("state")), {"waiting"})

    def test_a_round_is_opened_by_nobody_by_hand(self):
        opened = self.ask()
        for user in (self.office_user, self.env.user):
            Round = self.env["directive.inquiry.round"].with_user(user)
            with self.assertRaises(UserError):
                Round.create({"inquiry_id": opened.inquiry_id.id, "name": "Forged"})
            with self.assertRaises(UserError):
                opened.with_user(user).write({"date_deadline": "2031-01-01"})
