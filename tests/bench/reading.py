"""Measures (a), (b) and (c): lists and the pivot, compared with bare SQL and Odoo's Project.

The targets for the ratios apply at full size; the smaller size shows the growth.
"""

from typing import NamedTuple

from odoo.tools import SQL

from . import bare_sql
from .figures import SLOW_ROUNDS, compare
from .screens import list_screen

FULL_SIZE = "1,000,000 tasks"
TEXT = "giải phóng mặt bằng"
OURS = "directive_tracking.directive_task_action_"
PROJECT = {
    "action_xmlid": "project.action_view_all_task",
    "view_xmlid": "project.open_view_all_tasks_list_view",
}


class Cast(NamedTuple):
    """The users in whose names is measured."""

    responder: int  # of a department with units below it
    specialist: int
    leader: int


class OpenList(NamedTuple):
    """A list to measure, and its restriction."""

    title: str
    role: str
    action: str
    led: bool = False
    text: str = None


LISTS = (
    OpenList("(a) agency: all open tasks it sees", "responder", "all"),
    OpenList("(a) agency: open tasks it leads (its menu)", "responder", "agency", led=True),
    OpenList("(b) Office: open tasks with a text filter", "specialist", "all", text=TEXT),
)


def find_cast(env):
    """Return the users to measure with."""
    Member = env["directive.agency.member"]
    department = env["directive.agency"].search([("kind", "=", "department")], limit=1)
    responder = Member.search(
        [("agency_id", "=", department.id), ("role", "=", "responder")], limit=1
    )
    specialist = env["directive.agency"].search([("monitor_id", "!=", False)], limit=1).monitor_id
    leader = env.ref("directive_tracking.group_directive_leader").user_ids[:1]
    return Cast(responder.user_id.id, specialist.id, leader.id)


def measure(database, report, size):
    """Print the lines of one database."""
    with database.environment() as env:
        cast = find_cast(env)
    for one in LISTS:
        figures = _compare_list(database, one, getattr(cast, one.role))
        report.line(f"{one.title}, {size}", figures, _list_wishes(one, size, figures))
    _compare_pivot(database, report, cast.leader, size)


def measure_growth(small, big, report):
    """Print how much longer the lists of an agency take in the big database than in the small one."""
    for one in LISTS:
        if not one.title.startswith("(a)"):
            continue
        ways = {}
        for name, database in (("small", small), ("big", big)):
            with database.environment() as env:
                uid = getattr(find_cast(env), one.role)
            with database.environment(uid) as env:
                ways[name] = (database, uid, list_screen(env, OURS + one.action).read)
        figures = compare(**ways)
        growth = figures["big"].ms / figures["small"].ms
        report.text(
            one.title,
            f"{figures['small'].ms:.1f} ms, then {figures['big'].ms:.1f} ms: {growth:.2f}x",
            [("at most 1.5x", growth <= 1.5)],
        )


def _list_wishes(one, size, figures):
    if size != FULL_SIZE or not one.title.startswith("(a)"):
        return ()
    ours, sql, project = (figures[name].ms for name in ("ours", "sql", "project"))
    return (
        ("at most 2x bare SQL", ours <= 2 * sql),
        ("at most 1/10 of Project", ours <= project / 10),
    )


def _compare_list(database, one, uid):
    with database.environment(uid) as env:
        ours = list_screen(env, OURS + one.action, text=one.text)
        theirs = list_screen(env, **PROJECT, text=one.text)
        by_hand = {name: _by_hand(env, one, ours, ask) for name, ask in _ways_by_hand(one).items()}
        for queries in by_hand.values():
            _check_same(env, ours, queries)
    return database.compare(
        ours=(uid, ours.read),
        project=(uid, theirs.read),
        **{name: (uid, _runner(queries)) for name, queries in by_hand.items()},
    )


def _ways_by_hand(one):
    """Return the SQL condition for the user's access; the Office sees all and has none."""
    if one.role != "responder":
        return {"sql": None}
    return {"sql": bare_sql.by_relation, "array": bare_sql.by_array}


def _by_hand(env, one, screen, ask):
    """Return the queries that answer the list, the first of which finds the user's agencies."""
    if ask is None:
        return bare_sql.list_queries(env, screen, text=one.text)
    mine = bare_sql.mine_query(env.uid)
    agency_ids = [row[0] for row in env.execute_query(mine)]
    return mine, *bare_sql.list_queries(env, screen, ask(agency_ids, one.led), one.text)


def _runner(queries):
    return lambda env: [env.execute_query(query) for query in queries]


def _check_same(env, screen, queries):
    """Raise if the bare SQL does not give the answer it is compared with."""
    ours = screen.read(env)
    *_mine, rows, [[length]] = _runner(queries)(env)
    ids = [record["id"] for record in ours["records"]]
    if (ids, ours["length"]) != ([row[0] for row in rows], length):
        raise AssertionError(f"Bare SQL and the ORM differ on {screen.domain}")


def _compare_pivot(database, report, uid, size):
    """Print the pivots, each with the measures of ours and the same ones in SQL."""
    late = SQL("sum(CASE WHEN %s THEN 1 ELSE 0 END)", bare_sql.LATE)
    ways = {
        "": (("task_count:sum",), ("count(*)",)),
        ", two measures": (("task_count:sum", "overdue_count:sum"), ("count(*)", late)),
    }
    for title, (measures, by_hand) in ways.items():
        query = bare_sql.pivot_query(by_hand)
        _check_same_pivot(database, uid, measures, query)
        figures = database.compare(
            rounds=SLOW_ROUNDS,
            ours=(uid, _pivot(measures)),
            sql=(uid, _runner([query])),
            project=(uid, _project_pivot),
        )
        wish = ("at most 1.5x bare SQL", figures["ours"].ms <= 1.5 * figures["sql"].ms)
        title = f"(c) pivot agency x class{title}, {size}"
        report.line(title, figures, [wish] if size == FULL_SIZE else ())


def _check_same_pivot(database, uid, measures, query):
    with database.environment(uid) as env:
        by_hand = sorted(row[2:-1] for row in env.execute_query(query))
        ours = sorted(tuple(group[one] for one in measures) for group in _pivot(measures)(env))
    if ours != by_hand:
        raise AssertionError("Bare SQL and the statistics differ")


def _pivot(measures):
    return lambda env: env["directive.statistics"].formatted_read_group(
        [], ["lead_agency_id", "official_class"], list(measures)
    )


def _project_pivot(env):
    return env["report.project.task.user"].formatted_read_group(
        [], ["project_id", "state"], ["nbr:sum"]
    )
