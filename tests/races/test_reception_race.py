"""Two clerks at one queue, one visit, one session in the same second: each thing happens once."""

from functools import partial
from itertools import count

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World, by

DATABASE = OwnDatabase("reception_race", "directive_petition")
PEOPLE = {"responder": "agency", "head": "agency"}
GROUPS = ("directive_petition.group_petition_manager", "directive_tracking.group_directive_office")
notices = count(1)


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
        world.make_people(env, agency, PEOPLE)
        env["directive.issuer"].create({"name": "Race chairman"})
        for name in PEOPLE:
            for group in GROUPS:
                env["res.users"].search([("login", "=", f"race_{name}")]).group_ids += env.ref(
                    group
                )


def as_clerk(env):
    return env(user=env["res.users"].search([("login", "=", "race_responder")]).id, su=False)


def visit(env, **vals):
    values = {"visitor_name": "Người đến", "kind": "petition", "content": "Land", **vals}
    return as_clerk(env)["petition.visit"].create(values)


def make_waiting(env):
    return World(visits=[visit(env, state="waiting").id for _one in range(2)])


def make_talking(env):
    return World(visit=visit(env).id)


def make_held(env):
    own, number = as_clerk(env), f"{next(notices)}/TB-RACE"
    day = env["directive.settings"]._today()
    lead = env["directive.agency"].search([("name", "=", "A")], limit=1)
    session = own["petition.session"].create(
        {
            "date": day,
            "kind": "unscheduled",
            "head_name": "Chairman",
            "conclusion_number": number,
            "issuer_id": env["directive.issuer"].search([("name", "=", "Race chairman")]).id,
            "point_ids": [(0, 0, {"text": "Report", "lead_agency_id": lead.id})],
        }
    )
    session.action_hold()
    return World(session=session.id, number=number)


def make_to_take_back(env):
    made = make_held(env)
    env["petition.session"].browse(made.session).point_ids.unlink()
    env["petition.session"].browse(made.session).point_ids = [(0, 0, {"text": "Answered at once"})]
    return made


def call_next(env):
    env["petition.visit"].action_call_next()


def end(env, record, outcome, **vals):
    env["petition.visit"].browse(record)._end(outcome, **vals)


def conclude(env, session):
    env["petition.session"].browse(session).action_conclude()


def take_back(env, session):
    env["petition.session"].browse(session).action_take_back_holding("A mistake")


class TestReceptionRace(RaceCase):
    """Nobody is called twice, no letter and no task is made twice."""

    database = DATABASE

    def test_two_clerks_who_call_the_next_get_two_visits(self):
        def acts(_world):
            return {name: by(f"race_{name}", call_next) for name in PEOPLE}

        def check(env, world, done):
            visits = env["petition.visit"].browse(world.visits)
            self.assertEqual(list(done.values()), [True, True])
            self.assertEqual(set(visits.mapped("state")), {"talking"})
            self.assertEqual(len(visits.receiver_id), 2)

        self.repeat(make_waiting, acts, check, apart=True)

    def test_visits_entered_at_once_get_numbers_of_their_own(self):
        """A form saved twice in one second is two rows of the book: each has its number."""

        def enter(env, world):
            world.made.append(visit(env).id)

        def acts(world):
            return {name: by(f"race_{name}", partial(enter, world=world)) for name in PEOPLE}

        def check(env, world, done):
            self.assertEqual(list(done.values()), [True, True])
            rows = env["petition.visit"].browse(world.made).exists()
            self.assertEqual(len(rows), 2)
            self.assertEqual(len(set(rows.mapped("number"))), 2)
            self.assertEqual(abs(rows[0].ticket - rows[1].ticket), 1)

        self.repeat(lambda _env: World(made=[]), acts, check)

    def test_a_visit_ended_twice_at_once_has_one_outcome_and_one_letter(self):
        def acts(world):
            take = partial(end, record=world.visit, outcome="letter")
            tell = partial(end, record=world.visit, outcome="answered", answer="Told")
            return {"responder": by("race_responder", take), "head": by("race_head", tell)}

        def check(env, world, done):
            one = env["petition.visit"].browse(world.visit)
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(one.outcome, "letter" if done["responder"] else "answered")
            self.assertEqual(bool(one.letter_id), done["responder"])

        self.repeat(make_talking, acts, check)

    def test_a_session_concluded_twice_at_once_gives_its_tasks_once(self):
        def acts(world):
            press = partial(conclude, session=world.session)
            return {name: by(f"race_{name}", press) for name in PEOPLE}

        def check(env, world, done):
            orders = env["directive.directive"].search([("number", "=", world.number)])
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual((len(orders), len(orders.task_ids)), (1, 1))

        self.repeat(make_held, acts, check)

    def test_a_session_taken_back_twice_or_concluded_at_once_goes_one_way(self):
        def acts(world):
            back = partial(take_back, session=world.session)
            end = partial(conclude, session=world.session)
            return {
                "responder": by("race_responder", back),
                "head": by("race_head", back),
                "again": by("race_head", end),
            }

        def check(env, world, done):
            session = env["petition.session"].browse(world.session)
            self.assertEqual(sorted(done.values()), [False, False, True])
            self.assertEqual(session.state, "concluded" if done["again"] else "planned")
            last = "conclude" if done["again"] else "not_held"
            self.assertEqual(session.step_ids.mapped("verb"), [last, "hold"])

        self.repeat(make_to_take_back, acts, check)
