"""The records of the room of conclusions."""

from datetime import timedelta

from .week_records import SECRET, SETTING


def make(case):
    """Return ``{name: record}``, after those of the room of the week."""
    env = case.env
    series = env["directive.meeting.series"].create({"name": SETTING})
    meeting = _held(case, series)
    point = _point(case, meeting)
    meeting.action_issue_conclusions()
    draft = _point(case, meeting)
    office = env(user=case.office_user)
    env.flush_all()
    return {
        "directive.meeting.series": series,
        "directive.meeting.point": point.with_env(env),
        "directive.meeting.point: draft": draft.with_env(env),
        "directive.conclusion.reading": office["directive.conclusion.reading"]
        .create({"meeting_id": meeting.id, "text": SECRET})
        .with_env(env),
        "directive.meeting.pack": office["directive.meeting.pack"]
        .create({"meeting_id": meeting.id})
        .with_env(env),
        "directive.meeting.statistics": env["directive.meeting.statistics"].browse(meeting.id),
        "directive.meeting.load": env["directive.meeting.load"].search(
            [("meeting_id", "=", meeting.id)]
        ),
        "directive.meeting.year": env["directive.meeting.year"].search([], limit=1),
    }


def _held(case, series):
    """Return a meeting of yesterday to which agency A was invited."""
    day = case.env["directive.settings"]._today() - timedelta(days=1)
    week = case.env["directive.week"]._week_of(case.calendar_group, day)
    leader = case.env["directive.leader"].create(
        {"name": f"{SETTING} chair", "issuer_id": case.issuer.id}
    )
    vals = {
        "name": SETTING,
        "week_id": week.id,
        "day": day,
        "chair_id": leader.id,
        "series_id": series.id,
        "agency_ids": case.agency_a.ids,
    }
    return case.env["directive.meeting"].with_user(case.office_user).create(vals)


def _point(case, meeting):
    return (
        case.env["directive.meeting.point"]
        .with_user(case.office_user)
        .create(
            {
                "meeting_id": meeting.id,
                "text": SECRET,
                "lead_agency_id": case.agency_a.id,
                "deadline_kind": "none",
            }
        )
    )
