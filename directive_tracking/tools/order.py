"""Writable fields of orders by stage: the only table for guards, forms and tests.

Fields not listed are refused, so every new field needs a decision here.

>>> "name" in freely_written("directive.task", "draft")
True
>>> sorted(freely_written("directive.task", "assigned"))
['monitor_id', 'officer_ids']
>>> "name" in RULES["directive.task"].corrected
True
"""

from typing import NamedTuple

from .recurrence import RHYTHM
from .workflow import DRAFT, FINAL_STATES

ENDED = (*FINAL_STATES, "completed", "cancelled")


class Rules(NamedTuple):
    """The fields of one model, by writer and stage."""

    stamps: frozenset  # only by the workflow, at every stage
    corrected: tuple  # freely in a draft; later only by a correction with a reason
    issued: frozenset  # freely until the order has ended
    ended: frozenset  # freely at any time


RULES = {
    "directive.task": Rules(
        stamps=frozenset(
            {
                "state",
                "progress",
                "date_assigned",
                "date_given",
                "date_received",
                "date_reported",
                "date_done",
                "date_suspended",
                "date_last_news",
                "date_deadline_original",
                "rework_count",
                "extension_count",
                "chase_count",
                "days_suspended_before",
                "cause_confirmed",
                "date_cause_confirmed",
                "parent_id",
                "visible_agency_ids",
                "visible_agency_keys",
                "series_id",
                "former_task_id",
                "date_occurrence",
                "date_review",
                "name_key",
            }
        ),
        corrected=(
            "point",
            "name",
            "product",
            "remark",
            "group_title",
            "lead_agency_id",
            "coordinating_agency_ids",
            "needs_report",
            "deadline_kind",
            "deadline_text",
            "deadline_days",
            "date_deadline",
            "deadline_note",
            "period_kind",
            "period_number",
            "period_year",
            *RHYTHM,
            "event_text",
            "event_unit",
            "event_date",
            "event_evidence",
            "review_days",
            "coefficient",
        ),
        # The follow-up officer in the Office and the person in charge in the agency.
        issued=frozenset({"monitor_id", "officer_ids"}),
        ended=frozenset({"monitor_id"}),
    ),
    "directive.directive": Rules(
        stamps=frozenset(
            {"state", "visible_agency_ids", "date_entered", "import_checksum", "has_series"}
        ),
        corrected=(
            "number",
            "subject",
            "document_type_id",
            "date_issued",
            "issuer_id",
            "source",
            "urgency",
            "field_id",
            "superior_id",
        ),
        # New tasks start as drafts; assigned tasks have their own guard.
        issued=frozenset({"monitor_id", "task_ids"}),
        ended=frozenset({"monitor_id"}),
    ),
    # It begins with its first task, so it never is a draft.
    "directive.task.series": Rules(
        stamps=frozenset({"state", "directive_id", "date_last", "date_open", "trouble"}),
        corrected=(
            "name",
            "point",
            "product",
            "lead_agency_id",
            "coordinating_agency_ids",
            "needs_report",
            "monitor_id",
            *RHYTHM,
            "date_until",
        ),
        issued=frozenset(),
        ended=frozenset(),
    ),
}


class _Everything:
    def __contains__(self, _name):
        return True


def freely_written(model, state):
    """Return the fields of ``model`` that may be written in ``state``, without log fields."""
    if state == DRAFT:
        return _Everything()
    rules = RULES[model]
    return rules.ended if state in ENDED else rules.issued
