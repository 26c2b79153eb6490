"""Two people judge the same result in the same second; it is judged once.

The head of an agency approves while the deputy sends back; a verifier reopens a task while the
Office does. Both look before either acts, and each repeats as the web server does.
"""

from functools import partial

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World, by

DATABASE = OwnDatabase("evidence_race")
NOTE = "Not complete"
PEOPLE = {
    "head": "agency",
    "deputy": "agency",
    "responder": "agency",
    "clerk": "office",
    "verifier": "office",
    "other": "office",
}


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
        agency.requires_head_approval = True
        world.make_people(env, agency, PEOPLE)


class TestEvidenceRace(RaceCase):
    """Whoever comes first decides; the other learns so, and every trace tells one story."""

    database = DATABASE

    def waiting_report(self, env):
        """Return a task in hand with one completion report that waits for the head."""
        directive = world.new_directive(env)
        task = world.new_task(env, directive, "A", "in_progress")
        directive._set_state("issued")
        return World(task=task.id, report=task.progress_ids.id)

    def drawn_task(self, env):
        """Return an accepted task that was drawn for verification."""
        directive = world.new_directive(env)
        task = world.new_task(env, directive, "A", "reported")
        directive._set_state("issued")
        task.action_accept()
        drawn = env["directive.verification"].create(
            {"method": "hand", "chosen_task_ids": [(6, 0, task.ids)]}
        )
        return World(task=task.id, line=drawn.line_ids.id)

    def reopen(self, env, one):
        env["directive.task"].browse(one.task).action_reopen(NOTE)

    def line(self, env, one):
        return env["directive.verification.line"].browse(one.line)

    def against_the_clerk(self, **acts):
        """Return the acts of a clerk who reopens the task, and of others."""

        def of(one):
            mine = {name: by(f"race_{name}", partial(act, one=one)) for name, act in acts.items()}
            return {"clerk": by("race_clerk", partial(self.reopen, one=one)), **mine}

        return of

    def test_a_report_is_approved_or_sent_back_never_both(self):
        def acts(one):
            def report(env):
                return env["directive.task.progress"].browse(one.report)

            return {
                "head": by("race_head", lambda env: report(env).action_approve()),
                "deputy": by("race_deputy", lambda env: report(env).action_send_back(NOTE)),
            }

        def check(env, one, done):
            task = env["directive.task"].browse(one.task)
            told = task.state, task.progress_ids.review_state, task.review_ids.mapped("outcome")
            first = {
                "head": ("reported", "pending", ["submitted"]),
                "deputy": ("in_progress", "returned", ["returned"]),
            }
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(told, first["head" if done["head"] else "deputy"])
            self.assertEqual(world.faults(task.directive_id), [])

        self.repeat(self.waiting_report, acts, check)

    def test_a_task_is_reopened_by_its_verifier_or_by_the_office(self):
        def verify(env, one):
            self.line(env, one).action_reopen(NOTE)

        def check(env, one, done):
            task, line = env["directive.task"].browse(one.task), self.line(env, one)
            steps = task.transition_ids.filtered(lambda step: step.verb == "reopen")
            self.assertEqual((task.state, len(steps)), ("in_progress", 1))
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(line.result, "overtaken" if done["clerk"] else "reopened")
            self.assertEqual(line.verifier_id, steps.user_id)
            self.assertEqual(world.faults(task.directive_id), [])

        self.repeat(self.drawn_task, self.against_the_clerk(verifier=verify), check)

    def test_a_task_is_never_confirmed_after_it_was_reopened(self):
        def verify(env, one):
            self.line(env, one).action_confirm(NOTE)

        def check(env, one, done):
            # Reopened after it was confirmed is possible; confirmed after it was reopened not.
            self.assertTrue(done["clerk"])
            result = "confirmed" if done["verifier"] else "overtaken"
            self.assertEqual(self.line(env, one).result, result)

        self.repeat(self.drawn_task, self.against_the_clerk(verifier=verify), check)

    def test_a_task_drawn_while_it_is_reopened_is_not_left_to_verify(self):
        def draw(env, one):
            chosen = {"method": "hand", "chosen_task_ids": [(6, 0, [one.task])]}
            env["directive.verification"].create(chosen)

        def check(env, one, _done):
            lines = env["directive.verification.line"].search([("task_id", "=", one.task)])
            self.assertNotIn("pending", lines.mapped("result"))

        self.repeat(self.drawn_task, self.against_the_clerk(verifier=draw), check)

    def test_a_drawn_task_is_confirmed_once(self):
        def acts(one):
            def verify(env):
                self.line(env, one).action_confirm(NOTE)

            return {name: by(f"race_{name}", verify) for name in ("verifier", "other")}

        def check(env, one, done):
            line = self.line(env, one)
            [first] = [name for name, possible in done.items() if possible]
            self.assertEqual((line.result, line.verifier_id.login), ("confirmed", f"race_{first}"))
            self.assertEqual(sorted(done.values()), [False, True])

        self.repeat(self.drawn_task, acts, check)
