"""Measure (f): the figures of a leader's page and of an agency's, compared with the bare GROUP BY."""

from datetime import date

from .figures import SLOW_ROUNDS
from .reading import FULL_SIZE, find_cast

BARE = """
    SELECT lead_agency_id, state, count(*), sum((date_deadline < CURRENT_DATE)::int) FROM directive_task
     WHERE state NOT IN ('draft', 'revoked') AND parent_id IS NULL GROUP BY 1, 2
"""
TABLES = (None, "agency", "issuer", "field", "source", "month")


def measure(database, report, size):
    """Print the lines of one database; sums that differ from a recount are a wish missed."""
    with database.environment() as env:
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
    own = database.compare(ours=(cast.responder, _asking(ways["today"])))
    report.line(f"(f) figures of an agency, {size}", own, [("at most 60 ms", own["ours"].ms <= 60)])
    report.text(
        f"(f) sums of figures, {size}", f"{len(differences)} differ", [("none", not differences)]
    )


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
