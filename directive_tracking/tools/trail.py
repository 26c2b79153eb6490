"""What was in force after each line of a trail that did not record it.

Used for the lines written before the trail said the lead agency and the deadline itself.
"""

MOVES_LEAD = {"correct", "transfer"}
MOVES_DEADLINE = {"correct", "resume", "extend"}
UNKNOWN = object()


def in_force(verbs, granted, lead, deadline, original):
    """Return for each line ``(lead, deadline)``, or None where that cannot be known.

    :param list verbs: the steps of one task, oldest first
    :param list granted: the deadline a line is known to have set, else None
    :param lead: the lead agency today
    :param deadline: the deadline today, or None
    :param original: the deadline at assignment, or None

    The lead is the same back to the last correction, the deadline back to the last step that may
    have moved it:

    >>> in_force(["assign", "correct", "return"], [None] * 3, "A", 20, 10)
    [None, ('A', 20), ('A', 20)]

    Before an extension the deadline of the assignment was in force, if nobody corrected that one:

    >>> in_force(["assign", "receive", "extend", "return"], [None, None, 20, None], "A", 20, 10)
    [('A', 10), ('A', 10), ('A', 20), ('A', 20)]
    >>> in_force(["assign", "suspend", "resume", "extend"], [None, None, None, 30], "A", 30, 10)
    [('A', 10), ('A', 10), None, ('A', 30)]
    >>> in_force(["assign"], [None], "A", None, None)
    [('A', None)]
    """
    leads = _backwards(verbs, lead, MOVES_LEAD)
    known = _backwards(verbs, deadline, MOVES_DEADLINE)
    earlier = _forwards(verbs, granted, original)
    days = [early if late is UNKNOWN else late for late, early in zip(known, earlier, strict=True)]
    return [None if UNKNOWN in pair else pair for pair in zip(leads, days, strict=True)]


def _backwards(verbs, value, moves):
    values = []
    for verb in reversed(verbs):
        values.append(value)
        if verb in moves:
            value = UNKNOWN
    return values[::-1]


def _forwards(verbs, granted, original):
    values, value = [], UNKNOWN
    for verb, day in zip(verbs, granted, strict=True):
        if verb == "assign" and "correct" not in verbs:
            value = original
        elif verb in MOVES_DEADLINE:
            value = day or UNKNOWN
        values.append(value)
    return values
