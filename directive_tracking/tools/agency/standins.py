"""Stand-ins: who acts in whose post, and whether two absences meet.

>>> acting([("head", "deputy")])
[('head', 'deputy')]
"""


def acting(pairs):
    """Return every ``(post, post of who acts in it)``, chains followed.

    Who stands in for somebody also does what that person would do for others.

    :param pairs: ``(post of the absent, post of the stand-in)``

    >>> acting([("a", "b"), ("b", "c")])
    [('a', 'b'), ('a', 'c'), ('b', 'c')]

    Nobody acts for themselves, whatever was entered.

    >>> acting([("a", "b"), ("b", "a")])
    [('a', 'b'), ('b', 'a')]
    """
    found = []
    for post in dict.fromkeys(absent for absent, _holder in pairs):
        holders = [post]
        for one in holders:  # grows while it is read
            holders += [
                holder for absent, holder in pairs if absent == one and holder not in holders
            ]
        found += [(post, holder) for holder in holders[1:]]
    return found


def meets(one, other):
    """Tell whether two periods ``(first day, last day)`` have a day in common.

    >>> meets((1, 3), (3, 5)), meets((1, 3), (4, 5)), meets((1, 9), (4, 5))
    (True, False, True)
    """
    return one[0] <= other[1] and other[0] <= one[1]
