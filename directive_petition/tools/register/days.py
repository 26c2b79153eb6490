"""The day in a cell, with the reason why it is none or doubtful."""

import datetime
import re

from odoo.addons.directive_tracking.tools.appendix.deadline.calendar_words import (
    EPOCH_1900,
    find_days,
    from_serial,
)
from odoo.addons.directive_tracking.tools.text import shadow

_MONTH = re.compile(
    r"\W*(?:thang |t)?\s*(\d{1,2})\s*(?:[/.-]|nam|/ ?nam)\s*((?:19|20)\d\d)\W*|\W*thang \d{1,2}\W*"
)
_MONTHS = 12


def read_day(text, year=None, epoch=EPOCH_1900):
    """Return (day, doubt): a day that is not there is None, never guessed.

    :param int year: the year of days written without one

    >>> for text in ("1/7/2026", "3.9.26", "ngày 05 tháng 3 năm 2026", "46210", "2026-03-04"):
    ...     print(read_day(text)[0])
    2026-07-01
    2026-09-03
    2026-03-05
    2026-07-07
    2026-03-04
    >>> read_day("5/8", 2026), read_day("5/13/2026")
    ((datetime.date(2026, 8, 5), None), (datetime.date(2026, 5, 13), 'us_date'))
    >>> [read_day(text)[1] for text in ("", "31/6/2026", "8/2026", "tháng 8", "không rõ", "30/2")]
    ['missing_date', 'impossible_date', 'month_only', 'month_only', 'missing_date', 'impossible_date']
    """
    text = (text or "").strip()
    plain = shadow(text)
    if serial := from_serial(plain, epoch):
        return serial, None
    if _MONTH.fullmatch(plain):
        return None, "month_only"
    for day in find_days(plain):
        return _placed(day, year)
    return None, "impossible_date" if re.search(r"\d", plain) else "missing_date"


def _placed(day, year):
    year = day.year or year
    if year is None or not 1900 <= year <= 2200:
        return None, "impossible_date"
    for month, of_month, doubt in ((day.month, day.day, None), (day.day, day.month, "us_date")):
        if doubt and day.month <= _MONTHS:
            continue
        try:
            return datetime.date(year, month, of_month), doubt
        except ValueError:
            continue
    return None, "impossible_date"


def first_day(text, year=None):
    """Return the first day named in a text, None without one.

    >>> first_day("phiếu chuyển số 139/PC-BTCD ngày 06/07/2026")
    datetime.date(2026, 7, 6)
    """
    days = find_days(shadow(text))
    return _placed(days[0], year)[0] if days else None
