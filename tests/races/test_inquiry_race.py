"""Several people at one report in the same second: nothing typed is lost, each step is taken once."""

from datetime import date
from functools import partial

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World, by

DATABASE = OwnDatabase("inquiry_race")
PEOPLE = {"office": "office", "second": "office", "head": "agency", "responder": "agency"}


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
        world.make_people(env, agency, PEOPLE)


def make(env, issued=True, **vals):
    """Return a report asked of agency A, with two questions."""
    agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
    inquiry = env["directive.inquiry"].create(
        {
            "name": "Race",
            "date_from": "2026-01-15",
            "date_to": "2026-02-14",
            "despite_note": "Each race asks the same",
            "agency_ids": [(6, 0, agency.ids)],
            "question_ids": [(0, 0, {"name": name}) for name in ("One?", "Two?")],
            **vals,
        }
    )
    if issued:
        inquiry.action_issue()
    answer = inquiry.round_ids.answer_ids
    return World(inquiry=inquiry.id, answer=answer.id, lines=answer.line_ids.ids)


def type_into(env, line, words):
    """Type as the form does: through the report."""
    answer = env["directive.inquiry.line"].browse(line).answer_id
    answer.write({"line_ids": [(1, line, {"value": words})]})


def submit(env, answer):
    env["directive.inquiry.answer"].browse(answer).action_submit()


class TestInquiryRace(RaceCase):
    """People of one agency type at once, submit at once; the Office issues and chases at once."""

    database = DATABASE

    def look(self, env, world):
        """See the report before anybody acts."""
        lines = getattr(world, "lines", None)
        env["directive.inquiry.line"].browse(lines or ()).mapped("answer_id.state")
        env["directive.inquiry"].browse(world.inquiry).mapped("state")

    def test_two_people_on_two_questions_both_stand(self):
        def acts(one):
            return {
                name: by(f"race_{name}", partial(type_into, line=line, words=name))
                for name, line in zip(("head", "responder"), one.lines, strict=True)
            }

        def check(env, one, done):
            self.assertEqual(done, {"head": True, "responder": True})
            values = env["directive.inquiry.line"].browse(one.lines).mapped("value")
            self.assertEqual(values, ["head", "responder"])

        self.repeat(make, acts, check)

    def test_two_people_on_one_question_the_first_is_kept_as_an_earlier_wording(self):
        def acts(one):
            return {
                name: by(f"race_{name}", partial(type_into, line=one.lines[0], words=name))
                for name in ("head", "responder")
            }

        def check(env, one, done):
            first, last = done
            line = env["directive.inquiry.line"].browse(one.lines[0])
            self.assertEqual({line.value, *line.answer_id.entry_ids.mapped("shown")}, {first, last})
            self.assertEqual(len(line.answer_id.entry_ids), 1)

        self.repeat(make, acts, check)

    def test_what_is_typed_while_somebody_submits_is_in_the_report_or_refused(self):
        def prepare(env):
            one = make(env)
            for line in env["directive.inquiry.line"].browse(one.lines):
                line.with_context(directive_workflow=_workflow()).write({"value": "Before"})
            return one

        def acts(one):
            return {
                "head": by("race_head", partial(submit, answer=one.answer)),
                "responder": by(
                    "race_responder", partial(type_into, line=one.lines[0], words="After")
                ),
            }

        def check(env, one, done):
            answer = env["directive.inquiry.answer"].browse(one.answer)
            self.assertEqual((done["head"], answer.state), (True, "submitted"))
            value = answer.line_ids[0].value
            self.assertEqual(value, "After" if done["responder"] else "Before")

        self.repeat(prepare, acts, check)

    def test_a_report_is_submitted_once(self):
        def prepare(env):
            one = make(env)
            for line in env["directive.inquiry.line"].browse(one.lines):
                line.with_context(directive_workflow=_workflow()).write({"value": "Done"})
            return one

        def acts(one):
            return {
                name: by(f"race_{name}", partial(submit, answer=one.answer))
                for name in ("head", "responder")
            }

        def check(env, one, done):
            self.assertEqual(sorted(done.values()), [False, True])
            steps = env["directive.inquiry.answer"].browse(one.answer).step_ids
            self.assertEqual(sorted(steps.mapped("verb")), ["ask", "submit"])

        self.repeat(prepare, acts, check)

    def test_a_report_is_issued_and_chased_once(self):
        def issue(env, one):
            env["directive.inquiry"].browse(one.inquiry).action_issue()

        def acts(one):
            return {
                name: by(f"race_{name}", partial(issue, one=one)) for name in ("office", "second")
            }

        def check(env, one, done):
            self.assertEqual(sorted(done.values()), [False, True])
            rounds = env["directive.inquiry"].browse(one.inquiry).round_ids
            self.assertEqual((len(rounds), len(rounds.answer_ids)), (1, 1))

        self.repeat(partial(make, issued=False), acts, check)

        def chase(env, one):
            env["directive.inquiry"].browse(one.inquiry).round_ids.action_chase()

        def acts_of_chasing(one):
            return {
                name: by(f"race_{name}", partial(chase, one=one)) for name in ("office", "second")
            }

        def check_chased(env, one, _done):
            answer = env["directive.inquiry.answer"].browse(one.answer)
            self.assertEqual(answer.chase_count, 1)

        self.repeat(make, acts_of_chasing, check_chased)

    def test_a_round_is_opened_once_while_somebody_ends_the_report(self):
        def prepare(env):
            with self.on(date(2026, 2, 10)):
                one = make(env, frequency="monthly")
            self.assertFalse(one.lines)
            return one

        def run(env):
            env["directive.inquiry"]._cron_open()

        def end(env, one):
            env["directive.inquiry"].browse(one.inquiry).action_end()

        def acts(one):
            ending = by("race_office", partial(end, one=one))
            return {"cron": run, "second cron": run, "office": ending}

        def check(env, one, done):
            inquiry = env["directive.inquiry"].browse(one.inquiry)
            rounds = inquiry.round_ids
            self.assertIn(len(rounds), (0, 1))
            self.assertEqual(len(rounds.answer_ids), len(rounds))
            self.assertEqual((done["office"], inquiry.state), (True, "ended"))

        with self.on(date(2026, 2, 16)):
            self.repeat(prepare, acts, check, apart=True)


def _workflow():
    from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

    return WORKFLOW
