from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..inquiry_common import InquiryCase
from ..reorganisation.common import ReorganisationCase

EACH_KIND = [
    {"name": "What was done?"},
    {"name": "Houses?", "kind": "number", "unit": "houses"},
    {"name": "Safe?", "kind": "yes_no"},
    {"name": "Since?", "kind": "date"},
    {"name": "How bad?", "kind": "choice", "choices": "Low\nHigh"},
]


@tagged("post_install", "-at_install")
class TestInquiryAnswer(InquiryCase):
    """An agency fills in its report, submits it, and gets it back with a reason."""

    def setUp(self):
        super().setUp()
        self.opened = self.ask(EACH_KIND)
        self.mine = self.answer_of(self.agency_a, self.opened, self.user_a)
        self.values = ("Much", "1.234,5", "yes", "5/3/2026", "High")

    def submit(self):
        self.fill(self.mine, *self.values)
        self.mine.action_submit()

    def test_each_kind_of_answer_is_kept_in_one_form(self):
        self.fill(self.mine, *self.values)
        kept = ["Much", "1234,5", "yes", "2026-03-05", "High"]
        self.assertEqual(self.mine.line_ids.mapped("value"), kept)
        shown = ["Much", "1.234,5 houses", "Yes", "05/03/2026", "High"]
        self.assertEqual(self.mine.line_ids.mapped("shown"), shown)
        self.assertEqual(self.mine.line_ids[0].filled_by_name, self.user_a.name)

    def test_an_answer_is_also_read_as_it_is_shown(self):
        self.fill(self.mine, *self.values)
        kept = self.mine.line_ids.mapped("value")
        for line in self.mine.line_ids:
            if not line.unit:
                line.write(
                    {"value": f" {line.shown.upper() if line.kind == 'yes_no' else line.shown} "}
                )
        self.assertEqual(self.mine.line_ids.mapped("value"), kept)

    def test_what_is_no_answer_is_refused_with_its_question(self):
        for line, text in zip(
            self.mine.line_ids[1:], ("about 5", "maybe", "soon", "Middling"), strict=True
        ):
            with self.assertRaisesRegex(UserError, f"{line.name[:-1]}.*{text}"):
                line.write({"value": text})

    def test_what_is_being_typed_is_shown_and_upsets_no_form(self):
        def shown(kind, text):
            return self.mine.line_ids.new({"kind": kind, "value": text}).shown

        for kind in ("number", "date", "yes_no", "choice"):
            self.assertEqual(shown(kind, "about 5"), "about 5")
        self.assertEqual(shown("number", "1.234,50"), "1.234,5")

    def test_required_questions_are_answered_before_submitting(self):
        with self.assertRaisesRegex(UserError, "What was done.*Houses"):
            self.mine.action_submit()
        self.assertEqual(self.mine.state, "waiting")

    def test_a_submitted_report_stays_and_the_office_is_told(self):
        self.submit()
        self.assertEqual((self.mine.state, self.mine.date_submitted), ("submitted", self.today))
        self.assertIn(self.office_user, self.told("inquiry_submitted", self.mine))
        with self.assertRaises(UserError):
            self.mine.line_ids[0].write({"value": "Less"})
        with self.assertRaisesRegex(UserError, "has been submitted"):
            self.mine.action_submit()
        self.assertEqual(self.mine.step_ids.mapped("verb"), ["submit", "ask"])

    def test_returned_it_goes_on_with_a_copy_and_nothing_is_overwritten(self):
        self.submit()
        office = self.mine.with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "reason"):
            office.action_return()
        office.action_return("Count again")
        self.assertEqual((self.mine.state, self.mine.version), ("returned", 2))
        self.assertIn(self.user_a, self.told("inquiry_returned", self.mine))
        self.fill(self.mine, *("More", *self.values[1:]))
        self.mine.action_submit()
        self.assertEqual(self.mine.line_ids[0].value, "More")
        former = self.mine.former_line_ids
        self.assertEqual((former[0].value, len(former)), ("Much", 5))
        with self.assertRaises(UserError):
            former[0].write({"value": "More"})
        self.assertEqual(self.told("inquiry_submitted", self.mine), self.office_user)

    def test_only_the_office_returns_and_only_what_was_submitted(self):
        with self.assertRaisesRegex(UserError, "not possible"):
            self.mine.with_user(self.office_user).action_return("Why?")
        self.submit()
        for user in (self.leader_user, self.user_a, self.user_b):
            with self.assertRaises(UserError):
                self.mine.with_user(user).action_return("Why?")

    def test_the_head_submits_where_the_agency_has_two_tiers(self):
        self.agency_a.requires_head_approval = True
        self.fill(self.mine, *self.values)
        self.assertEqual((self.mine.can_submit, self.mine.can_prepare), (False, True))
        with self.assertRaisesRegex(UserError, "head of"):
            self.mine.action_submit()
        self.mine.action_prepare()
        self.assertEqual(self.told("inquiry_prepared", self.mine), self.head_a)
        self.mine.with_user(self.head_a).action_submit()
        self.assertEqual(self.mine.signer_name, self.head_a.name)

    def test_what_a_colleague_writes_over_is_kept(self):
        line = self.mine.line_ids[0]
        line.write({"value": "The first wording"})
        line.with_user(self.head_a).write({"value": "The second wording"})
        entry = self.mine.entry_ids
        self.assertEqual((entry.shown, entry.user_name), ("The first wording", self.user_a.name))
        self.assertEqual(line.filled_by_name, self.head_a.name)
        line.with_user(self.head_a).write({"value": "The second wording"})
        self.assertEqual(len(self.mine.entry_ids), 1)

    def test_another_agency_sees_and_writes_nothing(self):
        for user in (self.user_b, self.user_x, self.admin_user, self.outside_user):
            theirs = self.mine.with_user(user)
            self.assertFalse(theirs.has_access("read"))
            with self.assertRaises(AccessError):
                theirs.line_ids[:1].write({"value": "Forged"})
            with self.assertRaises(AccessError):
                theirs.action_submit()

    def test_the_office_and_agencies_above_write_no_answers(self):
        self.agency_a.parent_id = self.agency_b
        self.assertTrue(self.mine.with_user(self.user_b).has_access("read"))
        for user in (self.office_user, self.leader_user, self.user_b):
            with self.assertRaises(UserError):
                self.mine.with_user(user).line_ids[0].write({"value": "Forged"})

    def test_an_agency_does_not_learn_who_else_is_asked(self):
        for name in ("round_id", "submitted_by_id"):
            with self.assertRaises(AccessError):
                self.mine.read([name])
        for model in ("directive.inquiry", "directive.inquiry.question", "directive.inquiry.round"):
            self.assertFalse(self.env[model].with_user(self.user_a).has_access("read"))

    def test_nothing_but_answers_is_written_through_the_report(self):
        line = self.mine.line_ids[0]
        other = self.answer_of(self.agency_b, self.opened).line_ids[0]
        for vals in (
            {"state": "submitted"},
            {"date_deadline": "2031-01-01"},
            {"line_ids": [Command.delete(line.id)]},
            {"line_ids": [Command.create({"name": "Own question"})]},
            {"line_ids": [Command.update(other.id, {"value": "Forged"})]},
            {"line_ids": [Command.update(line.id, {"name": "Own question"})]},
            {"line_ids": [Command.update(line.id, {"filled_by_name": "Somebody"})]},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                self.mine.write(vals)

    def test_a_file_goes_with_its_answer_and_is_seen_with_it(self):
        opened = self.ask([{"name": "The map", "kind": "file"}], name="Maps")
        mine = self.answer_of(self.agency_a, opened, self.user_a)
        with self.assertRaisesRegex(UserError, "The map"):
            mine.action_submit()
        file = self.env["ir.attachment"].with_user(self.user_a)
        file = file.create({"name": "a.pdf", "raw": b"%PDF-1.4"})
        mine.line_ids.write({"attachment_ids": [Command.link(file.id)]})
        mine.action_submit()
        self.assertEqual((file.res_model, file.res_id), (mine.line_ids._name, mine.line_ids.id))
        self.assertTrue(file.with_user(self.office_user).has_access("read"))
        self.assertFalse(file.with_user(self.user_b).has_access("read"))
        self.assertEqual(mine.line_ids.shown, "a.pdf")


@tagged("post_install", "-at_install")
class TestInquiryFigures(InquiryCase):
    """A figure is the agency's official one: it may be remarked on, not changed."""

    QUESTIONS = [
        {"name": "To be done", "kind": "figure", "figure_code": "1"},
        {"name": "Completion", "kind": "figure", "figure_code": "17"},
    ]

    def asked_now(self):
        return self.ask(self.QUESTIONS, date_from=self.today.replace(day=15), date_to=self.today)

    def test_each_agency_gets_its_own_from_the_books(self):
        self.make_task()
        opened = self.asked_now()
        mine, theirs = (self.answer_of(one, opened) for one in (self.agency_a, self.agency_b))
        self.assertEqual(mine.line_ids.mapped("value"), ["1", "0"])
        self.assertEqual(theirs.line_ids.mapped("value"), ["0", ""])

    def test_it_is_taken_anew_when_the_report_is_submitted(self):
        opened = self.asked_now()
        self.make_task()
        mine = self.answer_of(self.agency_a, opened, self.user_a)
        mine.action_submit()
        self.assertEqual(mine.line_ids[0].value, "1")
        self.make_task()
        self.assertEqual(mine.line_ids[0].value, "1")

    def test_it_is_remarked_on_and_not_changed(self):
        line = self.answer_of(self.agency_a, self.asked_now(), self.user_a).line_ids[0]
        line.write({"comment": "One of them is a mistake"})
        self.assertEqual((line.value, line.comment), ("0", "One of them is a mistake"))
        with self.assertRaisesRegex(UserError, "official figure"):
            line.write({"value": "7"})


@tagged("post_install", "-at_install")
class TestInquiryReorganisation(InquiryCase, ReorganisationCase):
    """An agency that ends leaves its open reports to its successor."""

    def test_the_successor_answers_what_was_still_asked(self):
        opened = self.ask(agencies=self.agency_a)
        inquiry = self.ask(
            [{"name": "Anything new?"}], self.agency_a, frequency="monthly"
        ).inquiry_id
        self.merge_a_into_b()
        self.assertEqual(opened.answer_ids.agency_id, self.agency_b)
        self.assertTrue(opened.answer_ids.with_user(self.user_b).can_submit)
        self.assertEqual(inquiry.asked_agency_ids, self.agency_b)

    def test_a_submitted_report_stays_with_its_author(self):
        opened = self.ask(agencies=self.agency_a)
        self.fill(self.answer_of(self.agency_a, opened, self.user_a), "Much")
        self.answer_of(self.agency_a, opened, self.user_a).action_submit()
        self.merge_a_into_b()
        self.assertEqual(opened.answer_ids.agency_id, self.agency_a)

    def test_a_successor_asked_as_well_answers_for_both(self):
        opened = self.ask()
        mine = self.answer_of(self.agency_a, opened)
        self.merge_a_into_b()
        self.assertEqual(mine.agency_id, self.agency_a)
        mine = mine.with_user(self.user_b)
        self.fill(mine, "For the former Department A")
        mine.action_submit()
        self.assertEqual(mine.state, "submitted")
