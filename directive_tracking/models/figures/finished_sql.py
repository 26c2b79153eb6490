from odoo.tools import SQL

from ...tools.workflow import FINAL_STATES
from ..request.cause_sql import CauseSQL

NEUTRAL = "2000-01-02"  # stands for the deadline in a sum: only before or after it matters
# What the figures of a task depend on; a change of another column moves nothing.
READ = (
    "state", "parent_id", "lead_agency_id", "issuer_id", "field_id", "source", "date_assigned",
    "date_deadline", "date_reported", "date_done", "date_last_news", "date_cause_confirmed",
    "is_starred", "rework_count", "extension_count", "coefficient",
)  # fmt: skip
# Columns that sums are kept by, beside the row of a table; `CauseSQL` reads them as a task's.
KINDS = (
    "state", "date_deadline", "date_reported", "date_done", "date_cause_confirmed", "is_starred",
    "is_returned", "is_extended",
)  # fmt: skip
SUMMED = ("task_count", "coefficient", "rework_count", "extension_count")
# The column with the row of each table, and as text.
ROWS = {
    "agency": "lead_agency_id",
    "issuer": "issuer_id",
    "field": "field_id",
    "source": "source",
    "month": "month_assigned",
}
DIMENSIONS = tuple(ROWS.values())
CHANGE = (*DIMENSIONS, "month_done", *KINDS, "date_last_news", *SUMMED)
GIVEN = SQL("<> 'draft'")
FINAL = SQL(", ").join(SQL(f"'{state}'") for state in FINAL_STATES)  # pylint: disable=sql-injection
IS_FINAL = SQL("IN (%s)", FINAL)


def contribution(env, sign=1, states=IS_FINAL):
    """Return the query of what each task of the table ``task`` adds to the figures.

    :param sign: 1, or -1 to take it back
    :param states: the condition on the state: those that are over, or all that were given
    """
    task = CauseSQL(env, None)
    values = {
        **{
            name: task.column(name)
            for name in ("lead_agency_id", "issuer_id", "field_id", "source")
        },
        "month_assigned": task.report_month,
        "month_done": CauseSQL(env, None).month_of(
            SQL("CASE WHEN %s THEN task.date_done END", task.done)
        ),
        **_kind(task),
        "date_last_news": SQL("CASE WHEN %s THEN task.date_last_news END", task.is_open),
        "task_count": SQL("%s", sign),
        "coefficient": SQL("%s * COALESCE(task.coefficient, 1)", sign),
        "rework_count": SQL("%s * COALESCE(task.rework_count, 0)", sign),
        "extension_count": SQL("%s * COALESCE(task.extension_count, 0)", sign),
    }
    return SQL(
        "SELECT %s FROM task WHERE task.state %s AND task.parent_id IS NULL",
        SQL(", ").join(SQL("%s AS %s", values[name], SQL.identifier(name)) for name in CHANGE),
        states,
    )


def _kind(task):
    """Return the marks of a task: its days as long as it is open.

    Then remains what a sum keeps: whether they were before or after the deadline, and a cause.
    """
    dated = SQL("%s AND task.date_deadline IS NOT NULL", task.done)
    cause = SQL("%s AND task.date_cause_confirmed IS NOT NULL", task.done)
    kept = {
        "date_deadline": SQL("CASE WHEN %s THEN DATE %s END", dated, NEUTRAL),
        "date_reported": _side(dated, SQL("task.date_reported")),
        "date_done": _side(dated, SQL("task.date_done")),
        "date_cause_confirmed": SQL("CASE WHEN %s THEN DATE %s END", cause, NEUTRAL),
    }
    return {
        "state": task.state,
        **{
            name: SQL("CASE WHEN %s THEN %s ELSE %s END", task.is_open, task.column(name), side)
            for name, side in kept.items()
        },
        "is_starred": SQL("COALESCE(task.is_starred, FALSE)"),
        "is_returned": SQL("COALESCE(task.rework_count, 0) > 0"),
        "is_extended": SQL("COALESCE(task.extension_count, 0) > 0"),
    }


def _side(dated, day):
    """Return the deadline's stand-in, or the day after it if ``day`` is after the deadline."""
    return SQL(
        "CASE WHEN %s AND %s IS NOT NULL THEN DATE %s + (%s > task.date_deadline)::int END",
        dated,
        day,
        NEUTRAL,
        day,
    )
