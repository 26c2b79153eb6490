"""Several people chase in the same second: each document its own number, each step once.

All look before anybody acts, and each repeats as the web server does.
"""

from functools import partial

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World, by, person

DATABASE = OwnDatabase("chasing_race")
PEOPLE = {
    "first": "office",
    "second": "office",
    "leader": "leader",
    "head": "agency",
    "responder": "agency",
}


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
        world.make_people(env, agency, PEOPLE)


class TestChasingRace(RaceCase):
    """Numbers run without gap or double; a draft is issued once, a question answered once."""

    database = DATABASE

    def make(self, env, drafts=()):
        """Return two tasks in hand, and drafts of formal reminders of them in these grades."""
        directive = world.new_directive(env)
        tasks = world.new_task(env, directive, "A", "in_progress")
        tasks |= world.new_task(env, directive, "A", "in_progress")
        directive._set_state("issued")
        chasers = [tasks._draft_chasers(grade).id for grade in drafts]
        return World(task=tasks.ids, drafts=chasers)

    def issue(self, env, draft):
        env["directive.chaser"].browse(draft).action_issue()

    def issued_by_two(self, one):
        """Return the acts of two people: each issues one draft, or both the only one."""
        drafts = {"first": one.drafts[0], "second": one.drafts[-1]}
        return {
            name: by(f"race_{name}", partial(self.issue, draft=draft))
            for name, draft in drafts.items()
        }

    def assertNumbersRun(self):
        with DATABASE.environment() as env:
            issued = env["directive.chaser"].search([("state", "=", "issued")])
            numbers = sorted(issued.mapped("sequence"))
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))

    def test_two_documents_in_one_second_get_two_numbers_without_a_gap(self):
        def check(env, one, done):
            tasks, order = env["directive.task"].browse(one.task), list(done)
            self.assertTrue(done[order[0]])
            self.assertTrue(done["second"], "the graver one may follow, the milder one not")
            self.assertEqual(tasks.mapped("chase_count"), [sum(done.values())] * 2)

        drafts = ("reminder", "warning")
        self.repeat(partial(self.make, drafts=drafts), self.issued_by_two, check)
        self.assertNumbersRun()

    def test_two_documents_of_one_grade_in_one_second_chase_once(self):
        def check(env, one, done):
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(env["directive.task"].browse(one.task).mapped("chase_count"), [1, 1])

        drafts = ("reminder", "reminder")
        self.repeat(partial(self.make, drafts=drafts), self.issued_by_two, check)
        self.assertNumbersRun()

    def test_a_draft_is_issued_once_however_many_press(self):
        def check(env, one, done):
            self.assertEqual(sorted(done.values()), [False, True])
            told = [("res_model", "=", "directive.chaser"), ("res_id", "=", one.drafts[0])]
            self.assertEqual(
                env["directive.notice"].search(told).mapped("event"), ["chaser_issued"]
            )
            self.assertEqual(env["directive.task"].browse(one.task).mapped("chase_count"), [1, 1])

        self.repeat(partial(self.make, drafts=("reminder",)), self.issued_by_two, check)
        self.assertNumbersRun()

    def test_no_task_comes_into_a_document_that_is_being_issued(self):
        def make(env):
            one = self.make(env, drafts=("reminder",))
            late = world.new_task(
                env, env["directive.task"].browse(one.task).directive_id, "A", "in_progress"
            )
            return World(task=one.task, draft=one.drafts[0], late=late.id)

        def add(env, one):
            values = {"chaser_id": one.draft, "task_id": one.late}
            env["directive.chaser.line"].create(values)

        def acts(one):
            return {
                "first": by("race_first", partial(self.issue, draft=one.draft)),
                "second": by("race_second", partial(add, one=one)),
            }

        def check(env, one, done):
            self.assertTrue(done["first"])
            chaser = env["directive.chaser"].browse(one.draft)
            self.assertEqual(len(chaser.line_ids), 2 + done["second"])
            late = env["directive.task"].browse(one.late)
            self.assertEqual(late.chase_count, int(done["second"]))

        self.repeat(make, acts, check)

    def test_a_question_is_answered_once(self):
        def make(env):
            one = self.make(env)
            mine = person(env, "race_leader")["directive.task"].browse(one.task[0])
            mine.action_request_explanation("Why?")
            return World(task=one.task, asked=mine.explanation_ids.id)

        def answer(env, one, words):
            env["directive.explanation"].browse(one.asked).action_answer(words)

        def acts(one):
            return {
                name: by(f"race_{name}", partial(answer, one=one, words=f"The {name}'s answer"))
                for name in ("head", "responder")
            }

        def check(env, one, done):
            self.assertEqual(sorted(done.values()), [False, True])
            explanation = env["directive.explanation"].browse(one.asked)
            winner = next(name for name, possible in done.items() if possible)
            self.assertEqual(explanation.author_id.login, f"race_{winner}")
            self.assertEqual(explanation.answer, f"The {winner}'s answer")

        self.repeat(make, acts, check)
