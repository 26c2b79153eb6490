"""Measure (f): figures and the pages of a leader and of an agency, compared with the bare GROUP BY."""

from datetime import date, timedelta

from .figures import SLOW_ROUNDS
from .reading import FULL_SIZE, find_cast

BARE = """
    SELECT lead_agency_id, state, count(*), sum((date_deadline < CURRENT_DATE)::int) FROM directive_task
     WHERE state NOT IN ('draft', 'revoked') AND parent_id IS NULL GROUP BY 1, 2
"""
TABLES = (None, "agency", "issuer", "field", "source", "month")


def measure(database, report, size):
    """Print the lines of one database; sums that differ from a recount are a wish missed."""
    with database.environment(commit=True) as env:  # as each hour: open tasks are counted too
        cast = find_cast(env)
        env["directive.figures.sum"]._cron_add_up()
        differences = env["directive.figures.sum"]._differences()
    ways = {
        "today": lambda figures, _days: figures._counters(),
        "today, by all": lambda figures, _days: figures._counters_of(TABLES),
        "month to date": lambda figures, days: figures._form(*days),
        "month to date, by agency": lambda figures, days: figures._form(*days, by="agency"),
    }
    for title, ask in ways.items():
        figures = database.compare(
            SLOW_ROUNDS, ours=(cast.leader, _asking(ask)), sql=(cast.leader, _bare)
        )
        ours, sql = figures["ours"].ms, figures["sql"].ms
        wishes = [("at most 1/3", ours <= sql / 3), ("at most 150 ms", ours <= 150)]
        report.line(f"(f) figures {title}, {size}", figures, wishes if size == FULL_SIZE else ())
    _measure_pages(database, report, size, cast)
    _measure_past(database, report, size, cast.leader)
    own = database.compare(ours=(cast.responder, _asking(ways["today"])))
    report.line(f"(f) figures of an agency, {size}", own, [("at most 60 ms", own["ours"].ms <= 60)])
    report.text(
        f"(f) sums of figures, {size}", f"{len(differences)} differ", [("none", not differences)]
    )


def _measure_pages(database, report, size, cast):
    """Print what the pages cost: what is shown at once, and the sections that come later."""
    pages = {
        "leader's page": (cast.leader, "leader", None, 150),
        "leader's page, who and what": (cast.leader, "leader", "rows", 150),
        "leader's page, trend": (cast.leader, "leader", "trend", 150),
        "agency's page": (cast.responder, "agency", None, 60),
        "agency's page, standing": (cast.responder, "agency", "standing", 150),
    }
    for title, (uid, role, section, most) in pages.items():
        figures = database.compare(ours=(uid, _page(role, section)), sql=(uid, _bare))
        wishes = [(f"at most {most} ms", figures["ours"].ms <= most)]
        report.line(f"(f) {title}, {size}", figures, wishes if size == FULL_SIZE else ())


def _page(role, section):
    def read(env):
        page = env["directive.home"]
        return page.read_section(role, section) if section else page.read_page(role)

    return read


def _measure_past(database, report, size, uid):
    """Print what periods that are over cost: counted from the trail, and remembered."""
    asked = {
        "the past month, by agency": ("month", 1, "agency"),
        "the past year, by agency": ("year", 1, "agency"),
        "the year to date, by issuer": ("year", 0, "issuer"),
        "the year to date, by agency": ("year", 0, "agency"),
    }
    for way in ("from the trail", "remembered"):
        _prepare_past(database, asked.values() if way == "remembered" else ())
        for title, (kind, back, by) in asked.items():
            figures = database.compare(
                SLOW_ROUNDS, ours=(uid, _asking_period(kind, back, by)), sql=(uid, _bare)
            )
            ours, sql = figures["ours"].ms, figures["sql"].ms
            wishes = [("at most 1/3", ours <= sql / 3), ("at most 150 ms", ours <= 150)]
            wishes = wishes if way == "remembered" else ()
            report.line(
                f"(f) form of {title}, {way}, {size}", figures, wishes if size == FULL_SIZE else ()
            )


def _prepare_past(database, asked):
    """Let these periods alone be remembered, as the scheduled action does with all."""
    with database.environment(commit=True) as env:
        past = env["directive.figures.past"]
        past.init()
        past._forget_outdated()  # and the touches by which the database was filled
        periods = {_days(env, kind, back) for kind, back, _by in asked if back}
        for days in periods.union(past._begun() if asked else ()):
            past._remember(*days)


def _asking_period(kind, back, by):
    """Ask for the form of the present period up to now, or of one that is over."""
    return lambda env: env["directive.figures"]._form(*_days(env, kind, back), by=by)


def _days(env, kind, back):
    from odoo.addons.directive_tracking.tools.periods import period_bounds

    today = env["directive.settings"]._today()
    first, last = period_bounds(kind, today)
    for _period in range(back):
        first, last = period_bounds(kind, first - timedelta(days=1))
    return first, min(last, today)


def _bare(env):
    env.cr.execute(BARE)
    env.cr.fetchall()


def _asking(ask):
    # Addons can be imported only once Odoo knows its addons path.
    def ways(env):
        from odoo.addons.directive_tracking.tools.periods import period_bounds

        today: date = env["directive.settings"]._today()
        ask(env["directive.figures"], (period_bounds("month", today)[0], today))

    return ways
