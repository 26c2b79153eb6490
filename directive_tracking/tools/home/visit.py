"""Since when something is new to somebody who comes back to their home page."""

from datetime import timedelta

LEFT_AFTER = timedelta(hours=1)  # without a look at the page
FIRST_VISIT = timedelta(days=7)  # what is shown to somebody who was never here
# A step taken just before the page was read may not have been saved yet: rather shown twice than
# never.
MARGIN = timedelta(minutes=1)


def new_since(now, since, opened):
    """Return from when on things are new: the visit before this one, or what was marked as seen.

    :param since: the answer at the last look, None if there was none
    :param opened: the moment of the last look at the page

    >>> from datetime import datetime
    >>> monday, tuesday = datetime(2026, 11, 23, 8), datetime(2026, 11, 24, 8)
    >>> new_since(tuesday, None, None)
    datetime.datetime(2026, 11, 17, 8, 0)
    >>> new_since(tuesday + timedelta(minutes=50), monday, tuesday)  # still here
    datetime.datetime(2026, 11, 23, 8, 0)
    >>> new_since(tuesday + timedelta(hours=2), monday, tuesday)  # left, and came back
    datetime.datetime(2026, 11, 24, 7, 59)
    """
    if since is None:
        return now - FIRST_VISIT
    return opened - MARGIN if now - opened > LEFT_AFTER else since
