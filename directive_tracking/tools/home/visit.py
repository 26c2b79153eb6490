"""Since when something is new to somebody who comes back to their home page."""

from datetime import datetime, timedelta

from ..guard.bounds import FIRST_DAY, LAST_DAY

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


def read_moment(text):
    """Return the moment (UTC) that ``text`` says.

    :raises ValueError: if it says none of our time

    >>> read_moment("2026-11-24 08:00:00")
    datetime.datetime(2026, 11, 24, 8, 0)
    >>> read_moment("0001-01-01 00:00:00")
    Traceback (most recent call last):
    ValueError: 0001-01-01 00:00:00
    >>> read_moment(None)
    Traceback (most recent call last):
    ValueError: None
    """
    if not isinstance(text, str):
        raise ValueError(text)
    moment = datetime.strptime(text, "%Y-%m-%d %H:%M:%S")
    if not FIRST_DAY <= moment.date() <= LAST_DAY:
        raise ValueError(text)
    return moment
