"""A reception day pressed in the calendar and in its session in the same second: both say the same."""

from datetime import date, timedelta
from functools import partial
from itertools import count

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World, by

DATABASE = OwnDatabase("joined_days_race", "directive_calendar_petition")
PEOPLE = {"office": "office", "head": "agency", "both": "office"}
DESK = "directive_petition.group_petition_manager"
FIRST = date(2031, 1, 6)  # a Monday, announced years ahead
weeks = count()


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
        world.make_people(env, agency, PEOPLE)
        for login in ("head", "both"):
            user = env["res.users"].search([("login", "=", f"race_{login}")])
            user.group_ids += env.ref(DESK)
        post = {"agency_id": agency.id, "user_id": user.id, "role": "responder"}
        env["directive.agency.member"].create(post)
        env["directive.week.group"].create({"name": "Race", "agency_id": agency.id})
        env["directive.leader"].create({"name": "Race chair"})


def make(env, planned=True, published=False, day=None, **vals):
    """Return a reception day, in a week of its own unless named, and its session."""
    group = env["directive.week.group"].search([("name", "=", "Race")])
    if day:
        group = group.copy({"name": f"Race {next(weeks)}"})
    chair = env["directive.leader"].search([("name", "=", "Race chair")])
    monday = day or FIRST + timedelta(days=7 * next(weeks))
    week = env["directive.week"]._week_of(group, monday)
    meeting = env["directive.meeting"].create(
        {
            "week_id": week.id,
            "day": monday,
            "hour_start": 8.0,
            "hour_end": 11.0,
            "name": "Reception",
            "kind": "reception",
            "chair_id": chair.id,
            **vals,
        }
    )
    if planned:
        clerk = env["res.users"].search([("login", "=", "race_head")])
        session = env["petition.session"].with_user(clerk)
        session.create({"agency_id": group.agency_id.id, "date": monday, "head_name": "Race chair"})
    if published:
        week.action_publish()
    session = env["petition.session"].search([("date", "=", monday)], order="id desc", limit=1)
    return World(week=week.id, meeting=meeting.id, session=session.id, monday=monday)


def make_begun(env, held=False):
    """Return a reception day of today with its session, both held where asked."""
    from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

    today = env["directive.settings"]._today()
    excused = {"unplanned_reason": "Asked for", "overrule_reason": "A race"}
    made = make(env, planned=False, published=True, day=today, **excused)
    if held:
        for one in (
            env["directive.meeting"].browse(made.meeting),
            env["petition.session"].browse(made.session),
        ):
            one.with_context(directive_workflow=WORKFLOW).write({"state": "held"})
    return made


def hold_in_calendar(env, world):
    env["directive.meeting"].browse(world.meeting).action_hold()


def hold_session(env, world):
    env["petition.session"].browse(world.session).action_hold()


def take_back_session(env, world):
    env["petition.session"].browse(world.session).action_take_back_holding("A mistake")


def move_in_calendar(env, form):
    env["directive.meeting.change"].browse(form).action_apply()


def move_in_session(env, world):
    env["petition.session"].browse(world.session).action_move(
        world.monday + timedelta(days=3), "The head is away"
    )


def publish_week(env, world):
    env["directive.week"].browse(world.week).action_publish()


def publish_session(env, world):
    env["petition.session"].browse(world.session).action_publish()


def hold_form(world, **vals):
    """Return the id of the form of a change that the Office has opened before anybody presses."""
    with DATABASE.environment() as env:
        user = env["res.users"].search([("login", "=", "race_office")])
        forms = env["directive.meeting.change"].with_user(user)
        return forms.with_context(default_meeting_id=world.meeting).create(vals).id


class TestJoinedDaysRace(RaceCase):
    database = DATABASE

    def sessions(self, env, world):
        return env["petition.session"].search([("meeting_id", "=", world.meeting)])

    def check_joined(self, env, world):
        """The calendar and the one session that stands say the same day."""
        meeting = env["directive.meeting"].browse(world.meeting)
        standing = self.sessions(env, world).filtered(lambda one: one.state != "moved")
        self.assertEqual((len(standing), standing.date), (1, meeting.day))
        return meeting

    def test_of_a_move_in_the_calendar_and_one_of_the_session_one_counts(self):
        def acts(world):
            day = world.monday + timedelta(days=2)
            form = hold_form(world, step="change", day=day, reason="A hearing")
            return {
                "office": by("race_office", partial(move_in_calendar, form=form)),
                "head": by("race_head", partial(move_in_session, world=world)),
            }

        def check(env, world, done):
            self.assertEqual(sorted(done.values()), [False, True])
            meeting = self.check_joined(env, world)
            self.assertEqual((meeting.day - world.monday).days, 2 if done["office"] else 3)
            self.assertEqual(len(self.sessions(env, world)), 2)
            self.assertEqual(meeting.revision_ids.mapped("kind"), ["moved"])

        self.repeat(partial(make, published=True), acts, check)

    def test_of_a_week_published_and_its_session_moved_each_knows_of_the_other(self):
        def acts(world):
            return {
                "office": by("race_office", partial(publish_week, world=world)),
                "head": by("race_head", partial(move_in_session, world=world)),
            }

        def check(env, world, done):
            self.assertTrue(done["head"])
            meeting = env["directive.meeting"].browse(world.meeting)
            if done["office"]:  # published first, and then moved by its session
                meeting = self.check_joined(env, world)
            self.assertEqual(meeting.is_shown, done["office"])
            self.assertEqual((meeting.day - world.monday).days, 3 if done["office"] else 0)

        self.repeat(make, acts, check)

    def test_a_week_and_its_session_published_at_once_are_joined_and_no_second_one_begins(self):
        def acts(world):
            return {
                "office": by("race_office", partial(publish_week, world=world)),
                "head": by("race_head", partial(publish_session, world=world)),
            }

        def check(env, world, done):
            self.assertEqual(list(done.values()), [True, True])
            self.check_joined(env, world)
            on_day = [("date", "=", world.monday)]
            self.assertEqual(env["petition.session"].search_count(on_day), 1)

        self.repeat(make, acts, check)

    def test_a_day_held_on_both_sides_at_once_is_held_once(self):
        def acts(world):
            return {
                "office": by("race_both", partial(hold_in_calendar, world=world)),
                "head": by("race_both", partial(hold_session, world=world)),
            }

        def check(env, world, done):
            self.assertTrue(any(done.values()))
            self.assertEqual(self.check_joined(env, world).state, "held")
            session = self.sessions(env, world)
            self.assertEqual((session.state, session.step_ids.mapped("verb")), ("held", ["hold"]))

        self.repeat(make_begun, acts, check)

    def test_a_day_taken_back_on_both_sides_at_once_is_taken_back_once(self):
        def acts(world):
            form = hold_form(world, step="not_held", reason="A mistake")
            return {
                "office": by("race_both", partial(move_in_calendar, form=form)),
                "head": by("race_both", partial(take_back_session, world=world)),
            }

        def check(env, world, done):
            self.assertEqual(sorted(done.values()), [False, True])
            meeting, session = self.check_joined(env, world), self.sessions(env, world)
            self.assertEqual((meeting.state, session.state), ("approved", "planned"))
            self.assertEqual(meeting.revision_ids.mapped("kind"), ["not_held"])
            self.assertEqual(session.step_ids.mapped("verb"), ["not_held"])

        self.repeat(partial(make_begun, held=True), acts, check)
