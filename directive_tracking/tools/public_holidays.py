"""Vietnamese public holidays and swapped days of a year, as far as known.

Labour Code 2019, article 112, and Resolution 28/2026/QH16 (24 November). Lunar days are computed;
the yearly decisions on swaps are not known in advance. So these are proposals; an administrator
confirms them against the decision.
"""

import holidays

FIRST_YEAR, LAST_YEAR = 2000, 2100


def proposed_days(year, language="vi"):
    """Return (day, kind, name) for every exception from the weekly pattern in ``year``.

    ``kind`` is "off" or "working"; make-up working days have no name.

    >>> from datetime import date
    >>> days = {day: (kind, name) for day, kind, name in proposed_days(2026)}
    >>> days[date(2026, 11, 24)]
    ('off', 'Ngày Văn hóa Việt Nam')
    >>> days[date(2026, 8, 22)]
    ('working', '')
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {year}.")
    calendar = holidays.country_holidays("VN", years=year, language=language)
    off = [(day, "off", name) for day, name in calendar.items() if day.year == year]
    worked = [(day, "working", "") for day in calendar.weekend_workdays if day.year == year]
    return sorted(off + worked)
