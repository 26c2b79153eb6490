"""Days and numbers that do not fit among those around them."""

from bisect import bisect_right

FAR = 60  # days


def check_days(records, months, heading, register_date):
    """Warn of days after the register, outside its period or their month, or far from their rows.

    :param months: for each record the (year, month) of its band, or None
    """
    trusted = []
    for record, month in zip(records, months, strict=True):
        day = record.date_received
        if day is None:
            continue
        if register_date and day > register_date:
            record.warn("future_date", "date_received", record.date_text)
        elif _is_outside(day, month, heading.period):
            record.warn("out_of_order", "date_received", record.date_text)
        else:
            trusted.append(record)
    days = [record.date_received.toordinal() for record in trusted]
    for place in far_off(days):
        trusted[place].warn("out_of_order", "date_received", trusted[place].date_text)


def _is_outside(day, month, period):
    """Tell whether a day lies outside its month; without one, outside the title's period.

    >>> from datetime import date
    >>> january = (date(2026, 1, 1), date(2026, 1, 31))
    >>> [_is_outside(date(2026, 2, 3), month, january) for month in (None, (2026, 2), (None, 2), (2026, 3))]
    [True, False, False, True]
    """
    if month and (month[1] != day.month or (month[0] or day.year) != day.year):
        return True
    if month and (month[0] or period and period[0].month == period[1].month):
        return bool(period) and not month[0] and day.year != period[1].year
    return bool(period) and not period[0] <= day <= period[1]


def far_off(days, far=FAR):
    """Return the places of the numbers that are far from both neighbours in the rising row.

    A register may also begin with its newest letter.

    >>> far_off([1, 5, 200, 6, 9]), far_off([9, 6, 5, 1]), far_off([1, 100, 220]), far_off([300, 305, 2, 306])
    ([2], [], [], [2])
    """
    rising, falling = _rising(days), _rising([-day for day in days])
    kept = rising if len(rising) >= len(falling) else falling
    found = []
    for place, day in enumerate(days):
        if place in kept:
            continue
        before = max((one for one in kept if one < place), default=None)
        after = min((one for one in kept if one > place), default=None)
        around = [abs(day - days[one]) for one in (before, after) if one is not None]
        if around and min(around) > far:
            found.append(place)
    return found


def _rising(days):
    """Return the places of a longest row of numbers that never fall."""
    tails, places, parents = [], [], [None] * len(days)
    for place, day in enumerate(days):
        at = bisect_right(tails, day)
        parents[place] = places[at - 1] if at else None
        tails[at : at + 1], places[at : at + 1] = [day], [place]
    kept, place = set(), places[-1] if places else None
    while place is not None:
        kept.add(place)
        place = parents[place]
    return kept


def check_numbers(records, starts):
    """Warn of a number that came before; a month or sheet that counts from 1 again is no doubt.

    :param set starts: places of the records that begin a month, session or sheet
    """
    seen = set()
    for place, record in enumerate(records):
        if record.number is None:
            continue
        if place in starts and record.number.lstrip("0") == "1":
            seen = set()
        if record.number in seen:
            record.warn("duplicate_number", "number", record.number)
        seen.add(record.number)
