"""Stand-ins: the posts in which somebody acts for somebody else.

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
