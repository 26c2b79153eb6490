"""What may be written of an order, at which stage and how: the one table for guards, forms and tests.

What no row names is refused: a field that is added must be thought about here.

>>> "name" in freely_written("directive.task", "draft")
True
>>> sorted(freely_written("directive.task", "assigned"))
['monitor_id', 'officer_ids']
>>> "name" in RULES["directive.task"].corrected
True
"""

from typing import NamedTuple

from .workflow import DRAFT, FINAL_STATES

ENDED = (*FINAL_STATES, "completed", "cancelled")


class Rules(NamedTuple):
    """The fields of one model, by who writes them and when."""

    stamps: frozenset  # the workflow alone, at every stage
    corrected: tuple  # free in a draft; later by a correction, with a reason
    issued: frozenset  # free as long as the order has not ended
    ended: frozenset  # free even then


RULES = {
    "directive.task": Rules(
        stamps=frozenset(
            {
                "state",
                "progress",
                "date_assigned",
                "date_received",
                "date_reported",
                "date_done",
                "date_suspended",
                "date_last_news",
                "date_deadline_original",
                "rework_count",
                "extension_count",
                "parent_id",
                "visible_agency_ids",
                "visible_agency_keys",
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
            "frequency",
            "frequency_day",
        ),
        # Who in the Office follows it, who in the agency works on it.
        issued=frozenset({"monitor_id", "officer_ids"}),
        ended=frozenset({"monitor_id"}),
    ),
    "directive.directive": Rules(
        stamps=frozenset({"state", "visible_agency_ids", "date_entered", "import_checksum"}),
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
        # New tasks begin as drafts; those assigned guard themselves.
        issued=frozenset({"monitor_id", "task_ids"}),
        ended=frozenset({"monitor_id"}),
    ),
}


class _Everything:
    def __contains__(self, _name):
        return True


def freely_written(model, state):
    """Return the fields of ``model`` that may be written in ``state``, the stamps apart."""
    if state == DRAFT:
        return _Everything()
    rules = RULES[model]
    return rules.ended if state in ENDED else rules.issued
