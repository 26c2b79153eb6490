"""Which records each event of a reminder rule concerns, and from which day it counts."""

from typing import NamedTuple

from ...tools.workflow import ASSIGNED, WORKING_STATES

# What coordinating agencies owe: one row for each part or opinion, beside its task. The agency
# concerned is the one that owes it, and the day is its own.
OWED = """
(SELECT task.*, owed.id AS owed_id, owed.agency_id AS owing_agency_id,
        owed.date_deadline AS inner_deadline, owed.%s AS owed_since
   FROM %s AS owed JOIN directive_task AS task ON task.id = owed.task_id
  WHERE owed.date_ended IS NULL AND owed.date_deadline IS NOT NULL AND %s) AS record
"""
PART = OWED % ("date_set", "directive_task_coordination", "owed.state = 'open' AND owed.active")
OPINION = OWED % ("date_asked", "directive_task_opinion", "owed.state = 'asked'")


class Scope(NamedTuple):
    """Where the reminders of one event come from."""

    day: str  # the column from which days are counted
    states: tuple  # of the task
    condition: str = "TRUE"
    source: str = "directive_task AS record"
    since: str = "date_assigned"  # a reminder of an earlier day comes too late for younger ones
    owed: str | None = None  # the column of a notice with what a coordinating agency owes
    agency: str = "task.lead_agency_id"  # the agency concerned, beside ``notice`` and ``task``


def _owed(column, source, table):
    agency = f"(SELECT agency_id FROM {table} WHERE id = notice.{column})"
    return Scope(
        "inner_deadline",
        WORKING_STATES,
        source=source,
        since="owed_since",
        owed=column,
        agency=agency,
    )


_PART = _owed("coordination_id", PART, "directive_task_coordination")
_OPINION = _owed("opinion_id", OPINION, "directive_task_opinion")

# Suspended tasks are paused and reported ones wait for the Office: neither gets reminders.
SCOPES = {
    "due": Scope("date_deadline", WORKING_STATES),
    "overdue": Scope("date_deadline", WORKING_STATES),
    "not_received": Scope("date_given", (ASSIGNED,)),
    "silent": Scope("date_last_news", WORKING_STATES, "date_deadline IS NULL"),
    "waiting": Scope(
        "date_assigned",
        WORKING_STATES,
        "deadline_kind = 'event' AND event_date IS NULL AND date_deadline IS NULL",
    ),
    "review": Scope("date_review", WORKING_STATES, "date_review IS NOT NULL"),
    "part_due": _PART,
    "part_overdue": _PART,
    "opinion_due": _OPINION,
    "opinion_overdue": _OPINION,
}
# Events counted towards the day; all others are counted from it.
BEFORE = ("due", "part_due", "opinion_due")
