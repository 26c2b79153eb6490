"""Measure (j): a week of 60 entries is opened, with ten years of such weeks stored."""

import random
from datetime import date, timedelta

from tests.world.own_database import OwnDatabase

from .cloning import clone
from .figures import Database
from .screens import form_specification

WEEKS, ENTRIES, LEADERS = 520, 60, 20
WISH = 300  # ms at the server
LAST = date(2026, 11, 30)  # a Monday
LISTS = ("agency", "leader", "known_user", "shown_agency", "visible_agency")
SCREENS = {
    "the page": ("reader", "directive_calendar.directive_week_page_view_form"),
    "the list to type in": ("office", "directive_calendar.directive_week_view_form"),
}


def measure(report):
    """Print the lines of the section, on a database of its own."""
    database = OwnDatabase("bench_weeks", "directive_calendar")
    database.create()
    try:
        with database.environment() as env:
            people = _people(env)
            fill(env, env["res.users"].browse(people["office"]))
        database.vacuum()
        measured = Database(database.registry)
        for name, (login, view) in SCREENS.items():
            _measure_screen(measured, report, name, people[login], view)
    finally:
        database.drop()


def _measure_screen(database, report, name, uid, view):
    with database.environment(uid) as env:
        wanted = form_specification(env, "directive.week", view)
        weeks = env["directive.week"].search([], order="id").ids
    chance = random.Random(1)

    def read(env):
        env["directive.week"].browse(chance.choice(weeks)).web_read(wanted)

    figures = database.compare(ours=(uid, read))
    wishes = [(f"at most {WISH} ms", figures["ours"].ms <= WISH)]
    report.line(f"(j) {name} of a week, {ENTRIES} entries, {len(weeks)} weeks", figures, wishes)


# Filling


def _people(env):
    roles = {"office": "office", "reader": "leader"}
    return {
        name: env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            {
                "name": name,
                "login": f"bench_{name}",
                "group_ids": [(6, 0, env.ref(f"directive_tracking.group_directive_{role}").ids)],
            }
        )
        .id
        for name, role in roles.items()
    }


def fill(env, office):
    """Store a published week typed by ``office``, and as many earlier ones, all copies of it."""
    week = _one_week(env, office)
    env.flush_all()
    cr = env.cr
    cr.execute(f"CREATE TEMP TABLE rows AS SELECT n FROM generate_series(1, {WEEKS - 1}) n")
    earlier = {name: f"source.{name} - 7 * n" for name in ("date_from", "date_to")}
    number = {
        name: f"to_char(source.date_from - 7 * n, '{form}')::int"
        for name, form in (("year", "IYYY"), ("week", "IW"))
    }
    weeks = clone(cr, "directive_week", week.id, "rows", **earlier, **number)
    for meeting in week.meeting_ids:
        times = {
            name: f"source.{name} - n * interval '7 days'" for name in ("date_start", "date_end")
        }
        own = {"week_id": f"{weeks} + n", "uid": "source.uid || n", "day": "source.day - 7 * n"}
        meetings = clone(cr, "directive_meeting", meeting.id, "rows", **own, **times)
        for row in meeting.participation_ids:
            clone(
                cr, "directive_meeting_participation", row.id, "rows", meeting_id=f"{meetings} + n"
            )
        for name in LISTS:
            _copy_list(env, meeting, name, meetings)


def _copy_list(env, meeting, name, base):
    field = meeting._fields[f"{name}_ids"]
    env.cr.execute(
        f"INSERT INTO {field.relation} ({field.column1}, {field.column2})"
        f" SELECT {base} + n, {field.column2} FROM {field.relation}, rows WHERE {field.column1} = %s",
        [meeting.id],
    )


def _one_week(env, office):
    leaders = env["directive.leader"].create([{"name": f"Leader {n}"} for n in range(LEADERS)])
    agencies = env["directive.agency"].create([{"name": f"Department {n}"} for n in range(20)])
    group = env["directive.week.group"].create({"name": "Bench", "leader_ids": leaders.ids})
    week = env["directive.week"].with_user(office)._week_of(group, LAST)
    env["directive.meeting"].with_user(office).create(
        [
            {
                "week_id": week.id,
                "day": LAST + timedelta(days=n % 5),
                "hour_start": 7.5 + n // 10,
                "hour_end": 8.0 + n // 10,
                "name": f"Meeting {n} on the plans of the coming year",
                "place": "Room 5",
                "chair_id": leaders[n % 10].id,
                "attending_ids": [(6, 0, leaders[10 + n % 10].ids)],
                "agency_ids": [(6, 0, agencies[n % 10 : n % 10 + 8].ids)],
            }
            for n in range(ENTRIES)
        ]
    )
    week.action_publish()
    return week.sudo()
