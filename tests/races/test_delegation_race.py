"""Two people split, report, reopen and hand over the same work at the same moment, many times over."""

from datetime import timedelta
from functools import partial
from threading import Event

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import REPETITIONS, RaceCase, World

DATABASE = OwnDatabase("delegation_race")


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        _make_people(env)


def _make_people(env):
    for login in ("leaving", "coming", "other"):
        user = env["res.users"].create({"name": login, "login": login})
        env["directive.agency.member"].create(
            {"agency_id": _agency(env).id, "user_id": user.id, "role": "officer"}
        )


def _agency(env, name="A"):
    return env["directive.agency"].search([("name", "=", name)])


def _user(env, login):
    return env["res.users"].search([("login", "=", login)])


def _post(env, login):
    return _user(env, login).directive_member_ids


def _task(env, state="in_progress", part_state=None):
    """Return a new task of A in ``state``, with a part below it if that has a state."""
    directive = world.new_directive(env)
    task = world.new_task(env, directive, "A", "in_progress" if state == "draft" else state)
    task.progress_ids.filtered(lambda one: one.kind == "completion")._review("returned")
    if part_state:
        world.new_task(env, directive, "below A", part_state, parent=task)
    world._settled(directive)
    return task


def report(env, task):
    env["directive.task.progress"].create(
        {
            "task_id": task.id,
            "agency_id": task.lead_agency_id.id,
            "kind": "completion",
            "content": "Done",
            "result_number": "1/BC",
        }
    )
    task.action_report_completion()


def reopen(env, task):
    task.child_ids.action_reopen(world.NOTE)


def split(env, task):
    task._delegate(_agency(env, "below A"))


def split_for_an_officer(env, task):
    task._delegate(officers=_user(env, "leaving"))


def give(env, task):
    task._give_to_officers(_user(env, "leaving"))


def give_and_be_held_up(env, task):
    """Give it, and come back from the commit only when others have done much."""
    env.cr.postcommit.add(partial(Event().wait, 0.5))
    give(env, task)


def assign(env, task):
    task.action_assign()


def hand_over(env, task, to="coming"):
    env["directive.officer.handover"].create(
        {
            "agency_id": _agency(env).id,
            "from_id": _user(env, "leaving").id,
            "to_id": _user(env, to).id,
            "reason": "Retires",
        }
    )


def hand_over_to_another(env, task):
    hand_over(env, task, "other")


def stand_in(env, task):
    env["directive.standin"].create(
        {
            "absent_id": _post(env, "leaving").id,
            "standin_id": _post(env, "coming").id,
            "date_from": world.FAR,
            "date_to": world.FAR + timedelta(days=4),
            "reason": "Leave",
        }
    )


def names(done):
    """Return the steps that were possible, in the order of their ends."""
    return [name.strip("+") for name, possible in done.items() if possible]


class TestDelegationRace(RaceCase):
    """Whoever comes second sees what the first has done, or is refused."""

    database = DATABASE

    def look(self, env, one):
        env["directive.task"].browse(one.task).mapped("child_ids.state")

    def meet(self, first, second, check, make=_task, apart=False, times=REPETITIONS, **state):
        def acts(one):
            steps = {first.__name__: first, f"{second.__name__}+": second}
            return {name: partial(act, step, one) for name, step in steps.items()}

        def act(step, one, env):
            step(env, env["directive.task"].browse(one.task))

        def check_all(env, one, done):
            task = env["directive.task"].browse(one.task)
            self.assertTrue(names(done), "nobody came through")
            check(env, task, done)
            self.assertEqual(world.faults(task.directive_id), [])

        def new(env):
            return World(task=make(env, **state).id)

        self.repeat(new, acts, check_all, times=times, apart=apart)

    def test_two_people_give_the_same_part_once(self):
        def check(env, task, done):
            self.assertEqual((names(done), len(task.child_ids)), (["split"], 1))

        self.meet(split, split, check)

    def test_two_people_give_an_officer_the_same_part_once(self):
        def check(env, task, done):
            self.assertEqual((names(done), len(task.child_ids)), (["split_for_an_officer"], 1))

        self.meet(split_for_an_officer, split_for_an_officer, check)

    def test_nothing_is_reported_complete_over_a_part_reopened_at_that_moment(self):
        def check(env, task, done):
            self.assertEqual(len(names(done)), 1)
            states = {"report": ("reported", "done"), "reopen": ("in_progress", "in_progress")}
            self.assertEqual((task.state, task.child_ids.state), states[names(done)[0]])

        self.meet(report, reopen, check, part_state="done")

    def test_nor_over_a_part_given_at_that_moment(self):
        def check(env, task, done):
            self.assertEqual(len(names(done)), 1)
            self.assertEqual(task.state == "reported", not task.child_ids)

        self.meet(report, split, check)

    def test_a_task_given_before_the_hand_over_goes_over_too(self):
        def check(env, task, done):
            # A hand-over that comes first finds nothing to hand over, and is refused.
            last = "coming" if "hand_over" in names(done) else "leaving"
            self.assertEqual(task.officer_ids.mapped("login"), [last])

        self.meet(give, hand_over, check, apart=True)
        # The order is that of the commits, not of the threads that return from them.
        self.meet(give_and_be_held_up, hand_over, check, apart=True, times=4)

    def draft(self, env):
        """Return a draft with the leaving officer on it."""
        task = world.new_task(env, world.new_directive(env), "A", "draft")
        task.officer_ids = _user(env, "leaving")
        return task

    def test_a_draft_assigned_at_that_moment_goes_over(self):
        def check(env, task, done):
            self.assertEqual(len(names(done)), 2)
            self.assertEqual(task.officer_ids.mapped("login"), ["coming"])
            self.assertEqual(task.state, "assigned")

        self.meet(assign, hand_over, check, make=self.draft, apart=True)

    def test_two_hand_overs_of_the_same_work_move_it_once(self):
        def make(env):
            task = _task(env)
            give(env, task)
            return task

        def check(env, task, done):
            self.assertEqual(len(names(done)), 1)
            taker = "coming" if names(done) == ["hand_over"] else "other"
            self.assertEqual(task.officer_ids.mapped("login"), [taker])
            lines = task.transition_ids.filtered(lambda line: line.verb == "hand_over")
            self.assertEqual(len(lines), 1)

        self.meet(hand_over, hand_over_to_another, check, make=make, apart=True)

    def test_two_stand_ins_entered_at_once_are_one(self):
        def check(env, task, done):
            rows = env["directive.standin"].search([("date_ended", "=", False)])
            self.assertEqual((names(done), len(rows)), (["stand_in"], 1))
            rows.action_end()

        self.meet(stand_in, stand_in, check, apart=True)
