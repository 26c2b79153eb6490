"""The records of the room of the week."""

from datetime import timedelta

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

SECRET = "zqx-secret"  # in records visible to agency A but not to strangers
SETTING = "zqx-setting"  # on the page of a week, which is everybody's


def make(case):
    """Return ``{name: record}``."""
    env = case.env
    case.calendar_leader = env["directive.leader"].create({"name": SETTING})
    case.calendar_group = env["directive.week.group"].create(
        {"name": SETTING, "leader_ids": case.calendar_leader.ids}
    )
    case.calendar_room = env["directive.room"].create({"name": SETTING})
    draft, week = (_week(case, days) for days in (21, 14))
    meeting = _meeting(case, week, name=SETTING, agency_ids=case.agency_a.ids)
    private = _meeting(case, week, name=SECRET, is_private=True)
    typed = _meeting(case, draft, name=SETTING)
    asked = _asked(case, draft)
    week.with_user(case.office_user).action_publish()
    meeting.with_user(case.office_user)._change({"place": SETTING}, SECRET)
    made = {
        "directive.leader": case.calendar_leader,
        "directive.week.group": case.calendar_group,
        "directive.room": case.calendar_room,
        "directive.room.booking": env["directive.room.booking"].search(
            [("meeting_id", "=", meeting.id)]
        ),
        "directive.week": week,
        "directive.week: draft": draft,
        "directive.week.revision": week.revision_ids[:1],
        "directive.meeting": meeting,
        "directive.meeting: private": private,
        "directive.meeting: draft": typed,
        "directive.meeting: registered": asked,
        "directive.meeting.participation": meeting.participation_ids.filtered("agency_id"),
        "directive.meeting.participation: leader": meeting.participation_ids.filtered("leader_id"),
        "directive.meeting.participation: draft": typed.participation_ids,
        "directive.meeting.preparation": meeting.preparing_ids,
        "directive.meeting.revision": meeting.revision_ids,
    }
    return made | _forms(case, week, meeting)


def _week(case, days):
    day = case.env["directive.settings"]._today() + timedelta(days=days)
    return case.env["directive.week"]._week_of(case.calendar_group, day)


def _meeting(case, week, **vals):
    office = case.env["directive.meeting"].with_user(case.office_user)
    if vals.get("is_private"):
        office = office.sudo().with_context(directive_workflow=WORKFLOW)
        vals["author_id"] = case.env.user.id
    else:
        vals |= {
            "attending_ids": case.calendar_leader.ids,
            "room_id": case.calendar_room.id,
            "preparing_ids": [(0, 0, {"agency_id": case.agency_a.id, "text": SETTING})],
        }
    values = {"week_id": week.id, "day": week.date_from, "hour_start": 8.0, **vals}
    return office.create(values).with_env(case.env)


def _asked(case, week):
    form = (
        case.env["directive.meeting.registration"]
        .with_user(case.user_a)
        .create(
            {
                "agency_id": case.agency_a.id,
                "group_id": case.calendar_group.id,
                "day": week.date_from,
                "name": SECRET,
            }
        )
    )
    return case.env["directive.meeting"].browse(form.action_register()["res_id"])


def _forms(case, week, meeting):
    env = case.env
    change = env["directive.meeting.change"].with_user(case.office_user)
    register = env["directive.meeting.registration"].with_user(case.user_a)
    compare = env["directive.week.comparison"].with_user(case.user_a)
    forms = {
        "directive.meeting.change": change.with_context(default_meeting_id=meeting.id).create(
            {"step": "cancel", "reason": SECRET}
        ),
        "directive.meeting.registration": register.create(
            {
                "agency_id": case.agency_a.id,
                "group_id": case.calendar_group.id,
                "day": week.date_from + timedelta(days=7),
                "name": SECRET,
            }
        ),
        "directive.week.comparison": compare.with_context(default_week_id=week.id).create({}),
    }
    return {name: form.with_env(env) for name, form in forms.items()}
