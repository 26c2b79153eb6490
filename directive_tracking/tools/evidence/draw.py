"""A sample that anybody can draw again.

The population is put into the order of its ids and given to Python's ``random.Random`` with the
stated seed as text. So the same seed draws the same tasks from the same population, on any machine.
"""

import hashlib
import random


def draw(ids, size, seed):
    """Return ``size`` of ``ids`` in the order drawn, or all of them if there are fewer.

    >>> draw([9, 3, 7, 1, 5], 3, "2026-07") == draw([1, 3, 5, 7, 9], 3, "2026-07")
    True
    >>> draw(range(100), 5, "2026-07")
    [66, 29, 70, 55, 20]
    >>> draw(range(100), 5, "2026-08") == draw(range(100), 5, "2026-07")
    False
    >>> sorted(draw([4, 2], 10, "x"))
    [2, 4]
    """
    ordered = sorted(set(ids))
    # Chance has to be repeatable here, not secret.
    return random.Random(str(seed)).sample(ordered, min(size, len(ordered)))  # noqa: S311


def fingerprint(ids):
    """Return a short text that is equal for equal populations and no others.

    >>> fingerprint([2, 1]) == fingerprint([1, 2]), fingerprint([1, 2]) == fingerprint([12])
    (True, False)
    """
    listed = ",".join(map(str, sorted(set(ids))))
    return hashlib.sha256(listed.encode()).hexdigest()[:32]
