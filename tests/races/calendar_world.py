"""A province's calendar for people who meet in it: weeks, meetings, registrations, and what is pressed."""

from datetime import date, timedelta
from itertools import count

from . import workflow_world as world
from .race_case import World

PEOPLE = {
    "office": "office",
    "second": "office",
    "responder": "agency",
    "head": "agency",
    "chair": "leader",
    "keeper": "office",
}
FIRST = date(2031, 1, 6)  # a Monday; registration for it is open for years
weeks = count()


def fill(env):
    """Make the agencies, the people and the leader whose weeks they are."""
    world.make_agencies(env)
    agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
    world.make_people(env, agency, PEOPLE)
    env["directive.week.group"].create({"name": "Race"})
    people = {name: user_of(env, name).id for name in ("chair", "keeper")}
    issuer = env["directive.issuer"].search([], limit=1)
    env["directive.leader"].create(
        {
            "name": "Race chair",
            "issuer_id": issuer.id,
            "user_id": people["chair"],
            "keeper_ids": [people["keeper"]],
        }
    )


def user_of(env, name):
    return env["res.users"].search([("login", "=", f"race_{name}")])


def make(env, published=False):
    """Return a week of its own with two meetings at one hour, and a room."""
    group = env["directive.week.group"].search([("name", "=", "Race")])
    number = next(weeks)
    monday = FIRST + timedelta(days=7 * number)
    week = env["directive.week"]._week_of(group, monday)
    room = env["directive.room"].create({"name": f"Room {number}"})
    values = {"week_id": week.id, "day": monday, "hour_start": 8.0, "hour_end": 10.0}
    meetings = env["directive.meeting"].create(
        [{**values, "name": name} for name in ("One", "Two")]
    )
    if published:
        week.action_publish()
    return World(week=week.id, room=room.id, meetings=meetings.ids, monday=str(monday))


def take(env, meeting, room):
    env["directive.meeting"].browse(meeting).room_id = room


def make_off(env):
    """Return a published week whose first meeting has been cancelled, and its room set free."""
    made = make(env, published=True)
    meeting = env["directive.meeting"].browse(made.meetings[0])
    meeting._change({"room_id": made.room, "state": "cancelled"}, "Rain")
    return made


def make_held(env):
    """Return a published week, still to come, whose first meeting was noted as held."""
    from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

    made = make(env, published=True)
    meeting = env["directive.meeting"].browse(made.meetings[0])
    meeting.with_context(directive_workflow=WORKFLOW).write({"state": "held"})
    return made


def make_asked(env):
    """Return a draft week with a meeting that the agency registered."""
    made = make(env)
    user = env["res.users"].search([("login", "=", "race_responder")])
    forms = env["directive.meeting.registration"].with_user(user)
    made.asked = forms.create({"day": made.monday, "name": "Asked"}).action_register()["res_id"]
    return made


def make_refused(env):
    """Return a draft week with a registration that was refused, and the form to consider it again."""
    made = make_asked(env)
    asked = env["directive.meeting"].browse(made.asked)
    asked._refuse_registration("Too late")
    forms = env["directive.meeting.change"].with_user(user_of(env, "office"))
    form = forms.create({"meeting_id": asked.id, "step": "take_up", "reason": "A mistake"})
    made.form = form.id
    return made


def publish(env, week):
    env["directive.week"].browse(week).action_publish()


def take_by_change(env, meeting, room):
    env["directive.meeting"].browse(meeting)._change({"room_id": room}, "Larger")


def enter(env, world):
    env["directive.meeting"].create(
        {
            "week_id": world.week,
            "day": world.monday,
            "hour_start": 9.0,
            "hour_end": 11.0,
            "name": "Three",
            "room_id": world.room,
        }
    )


def apply(env, form):
    env["directive.meeting.change"].browse(form).action_apply()


def make_called(env, invited=True, published=True, **vals):
    """Return a world with a meeting of a published week to which the agency is invited."""
    made = make(env)
    meeting = env["directive.meeting"].browse(made.meetings[0])
    agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
    chair = env["directive.leader"].search([("name", "=", "Race chair")])
    meeting.write({"chair_id": chair.id, "agency_ids": [(6, 0, agency.ids)], **vals})
    if published:
        meeting.week_id.action_publish()
    if published and invited:
        meeting.action_invite()
    made.row = meeting.participation_ids.filtered("agency_id").id
    made.meeting = meeting.id
    return made


def make_urgent(env, meeting):
    env["directive.meeting"].browse(meeting)._change({"is_urgent": True}, "Water rises")


def invite(env, meeting):
    env["directive.meeting"].browse(meeting).action_invite()


def answer(env, row, words=("attends",)):
    env["directive.meeting.participation"].browse(row).do_answer(*words)


def consent(env, row):
    env["directive.meeting.participation"].browse(row).action_consent()


def refuse(env, row):
    env["directive.meeting.participation"].browse(row).do_refuse_substitute("Come yourself")


def issue(env, meeting):
    env["directive.meeting"].browse(meeting).action_issue_conclusions()
