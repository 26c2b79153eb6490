"""Steps that can be taken on many tasks at once: who may take them, and what they need.

>>> may_take("extend", leader=True), may_take("accept", leader=True)
(False, True)
>>> [name for name, step in STEPS.items() if "note" in step.needs]
['return', 'extend', 'transfer']
"""

from typing import NamedTuple

MOST = 500  # tasks in one action
AT_ONCE = 50  # tasks whose step is written before the work so far is kept


class BulkStep(NamedTuple):
    """One step: what the clerk must enter, whether leaders may take it, its verb of the workflow."""

    needs: tuple = ()
    leaders: bool = False
    verb: str | None = None


STEPS = {
    "accept": BulkStep(leaders=True, verb="accept"),
    "return": BulkStep(("note",), leaders=True, verb="return"),
    "extend": BulkStep(("deadline", "note"), verb="extend"),
    "transfer": BulkStep(("agency_id", "note"), verb="transfer"),
    "star": BulkStep(leaders=True),
    "unstar": BulkStep(leaders=True),
    "chase": BulkStep(("grade",)),
}


def may_take(name, office=False, leader=False):
    """Tell whether a person with these roles may take the step at all.

    >>> may_take("chase", office=True)
    True
    """
    return office or (leader and STEPS[name].leaders)


def percent(settled, total):
    """Return how much of the work is over, in whole percent; all of it only at the very end.

    >>> percent(199, 200), percent(200, 200), percent(0, 0)
    (99, 100, 100)
    """
    return 100 * settled // total if total else 100
