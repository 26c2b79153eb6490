"""Two people of the Office in the same second: a period is closed once, an objection decided once."""

from datetime import date, timedelta
from functools import partial
from itertools import count

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World, by

DATABASE = OwnDatabase("evaluation_race")
PEOPLE = {"first": "office", "second": "office", "responder": "agency"}
DAYS = count()  # each world has a period of its own, long over


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
        world.make_people(env, agency, PEOPLE)


def days_of(number):
    day = date(2001, 1, 1) + timedelta(days=number)
    return day, day


class TestEvaluationRace(RaceCase):
    database = DATABASE

    def make(self, env, closed=False, objected=False):
        one = World(task=[], number=next(DAYS))
        if closed:
            period = env["directive.period"]._close("month", *days_of(one.number))
            one.period = period.id
        if objected:
            one.objection = self.objection(env, period).id
        return one

    def objection(self, env, period):
        """Return the objection of an agency to its score, of two tasks of which one was on time."""
        from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

        system = env(context={"directive_workflow": WORKFLOW})
        agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
        score = system["directive.score"].create(
            {
                "name": "A",
                "agency_name": "A",
                "period_id": period.id,
                "agency_id": agency.id,
                "agency_group": "departments",
                "band": "not_enough",
                "is_scored": True,
            }
        )
        system["directive.score.part"].create(
            {"score_id": score.id, "measure": "on_time", "weight": 40, "x": 1, "n": 2, "counted": 1}
        )
        return system["directive.score.objection"].create(
            {"score_id": score.id, "reason": "In time", "user_id": env.uid, "date": "2020-01-01"}
        )

    def closed_by_two(self, one, reason=None):
        def close(env):
            env["directive.period"]._close("month", *days_of(one.number), reason)

        return {name: by(f"race_{name}", close) for name in ("first", "second")}

    def versions(self, env, one):
        domain = [("date_first", "=", days_of(one.number)[0])]
        return sorted(env["directive.period"].search(domain).mapped("version"))

    def test_a_period_is_closed_once_however_many_press(self):
        def check(env, one, done):
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(self.versions(env, one), [1])

        self.repeat(self.make, self.closed_by_two, check)

    def test_versions_taken_at_once_have_each_its_number(self):
        def check(env, one, done):
            taken = sum(done.values())
            self.assertGreaterEqual(taken, 1)
            self.assertEqual(self.versions(env, one), list(range(1, taken + 2)))

        self.repeat(
            partial(self.make, closed=True), partial(self.closed_by_two, reason="Late"), check
        )

    def reject(self, env, one):
        env["directive.score.objection"].browse(one.objection).action_reject("Not so")

    def test_an_objection_is_decided_once(self):
        def accept(env, one):
            objection = env["directive.score.objection"].browse(one.objection)
            objection.action_accept("Seen", [("on_time", 2)])

        def acts(one):
            return {
                "first": by("race_first", partial(accept, one=one)),
                "second": by("race_second", partial(self.reject, one=one)),
            }

        def check(env, one, done):
            self.assertEqual(sorted(done.values()), [False, True])
            objection = env["directive.score.objection"].browse(one.objection)
            self.assertEqual(objection.state, "accepted" if done["first"] else "rejected")
            self.assertEqual(len(objection.correction_ids), int(done["first"]))

        self.repeat(partial(self.make, closed=True, objected=True), acts, check)

    def test_an_objection_is_taken_back_or_decided_never_both(self):
        def take_back(env, one):
            env["directive.score.objection"].browse(one.objection).action_withdraw()

        def acts(one):
            return {
                "responder": by("race_responder", partial(take_back, one=one)),
                "again": by("race_responder", partial(take_back, one=one)),
                "office": by("race_first", partial(self.reject, one=one)),
            }

        def check(env, one, done):
            objection = env["directive.score.objection"].browse(one.objection)
            self.assertEqual(sorted(done.values()), [False, False, True])
            self.assertEqual(objection.state, "rejected" if done["office"] else "withdrawn")
            event = "score_objection_decided" if done["office"] else "score_objection_withdrawn"
            told = env["directive.notice"].search([("res_id", "=", objection.score_id.id)])
            about = told.filtered(lambda notice: notice.res_model == "directive.score")
            self.assertEqual(about.mapped("event"), [event] * len(about))
            self.assertLessEqual(len(about), 1)

        self.repeat(partial(self.make, closed=True, objected=True), acts, check)
