"""What a citizen is told of the state of a matter: fewer words, and the same for everybody.

>>> stage_of("dialogue"), stage_of("classified"), stage_of("suspended")
('verifying', 'examining', 'paused')
>>> [place for _stage, place in way("accepted")]
['before', 'before', 'now', 'after', 'after', 'after']
>>> [stage for stage, _place in way("transferred")], way("transferred")[-1]
(['received', 'examining', 'passed_on'], ('passed_on', 'now'))
>>> stage_of("closed", "urged"), way("closed", "urged")[-1]
('urged', ('urged', 'now'))
"""

RECEIVED, EXAMINING, ACCEPTED, VERIFYING, DECIDED, CLOSED = (
    "received",
    "examining",
    "accepted",
    "verifying",
    "decided",
    "closed",
)
ASKED, PAUSED = "asked", "paused"
URGED = "urged"  # closed here, as another body is settling it
PASSED_ON, GUIDED, NOT_ACCEPTED, RETURNED, KEPT, STOPPED = (
    "passed_on",
    "guided",
    "not_accepted",
    "returned",
    "kept",
    "stopped",
)
WAY = (RECEIVED, EXAMINING, ACCEPTED, VERIFYING, DECIDED, CLOSED)
BEFORE, NOW, AFTER = "before", "now", "after"

OF_STATE = {
    "received": RECEIVED,
    "classified": EXAMINING,
    "supplement_asked": ASKED,
    "accepted": ACCEPTED,
    "verifying": VERIFYING,
    "dialogue": VERIFYING,
    "decided": DECIDED,
    "published": DECIDED,
    "enforcing": DECIDED,
    "closed": CLOSED,
    "suspended": PAUSED,
    "not_accepted": NOT_ACCEPTED,
    "transferred": PASSED_ON,
    "information": PASSED_ON,
    "guided": GUIDED,
    "returned": RETURNED,
    "filed": KEPT,
    "withdrawn": STOPPED,
    "terminated": STOPPED,
}
# Where the usual way is left.
LEFT_AT = {ASKED: EXAMINING, PAUSED: VERIFYING}
OVER = (CLOSED, URGED, PASSED_ON, GUIDED, NOT_ACCEPTED, RETURNED, KEPT, STOPPED)
# A citizen is asked how it was once there is an answer.
RATED = (DECIDED, *OVER)


def stage_of(state, outcome=None):
    """Return the stage of a matter in ``state``, with what became of it."""
    if OF_STATE[state] == CLOSED and outcome == URGED:
        return URGED
    return OF_STATE[state]


def way(state, outcome=None):
    """Return the stages of the way as ``[(stage, before, now or after)]``.

    >>> way("supplement_asked")[:3]
    [('received', 'before'), ('asked', 'now'), ('accepted', 'after')]
    """
    stage = stage_of(state, outcome)
    if stage in WAY:
        place = WAY.index(stage)
        return [(one, _place(n, place)) for n, one in enumerate(WAY)]
    if stage in LEFT_AT:
        place = WAY.index(LEFT_AT[stage])
        steps = [*WAY[:place], stage, *WAY[place + 1 :]]
        return [(one, _place(n, place)) for n, one in enumerate(steps)]
    return [(RECEIVED, BEFORE), (EXAMINING, BEFORE), (stage, NOW)]


def _place(number, current):
    return NOW if number == current else BEFORE if number < current else AFTER
