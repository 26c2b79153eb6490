"""By how long matters are overdue: the columns of the overview.

>>> [band_of(days) for days in (1, 10, 11, 30, 31)]
['overdue_10', 'overdue_10', 'overdue_30', 'overdue_30', 'overdue_more']
"""

BANDS = (("overdue_10", 10), ("overdue_30", 30), ("overdue_more", None))
KINDS = ("complaint", "denunciation", "petition")
MEASURES = (*(name for name, _most in BANDS), *(f"overdue_{kind}" for kind in KINDS))


def band_of(days):
    """Return the name of the band in which so many days overdue lie."""
    return next(name for name, most in BANDS if not most or days <= most)


def counts_as(measure, kind, days):
    """Tell whether ``measure`` counts a matter of ``kind`` that is so many days overdue.

    >>> counts_as("overdue_30", "petition", 12), counts_as("overdue_complaint", "petition", 12)
    (True, False)
    """
    return measure in (band_of(days), f"overdue_{kind}")
