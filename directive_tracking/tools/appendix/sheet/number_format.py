"""Display of numbers in a spreadsheet: dates, months, percentages, surrounding words."""

import math
import re
from datetime import timedelta

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from ..deadline.calendar_words import EPOCH_1900, from_serial

# Ids without a code in the file that East-Asian Excel and WPS write: dates, and times of day.
_EAST_ASIAN_DATES = {*range(27, 32), *range(34, 37), *range(50, 59)}
_EAST_ASIAN_TIMES = {32, 33}
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].', re.DOTALL)
_MINUTES = re.compile(r"h\W*m{1,2}|m{1,2}\W*s")
_DIGITS = re.compile(r"General|[0#?][0#?,.]*", re.IGNORECASE)
_PLAIN_SIGNS = re.compile(r"[^-+/():.' ]")
_FIRST_OWN = 164  # from here on formats are defined in the file
_LOST = "lost"  # undefined in the file: a number that may be a date is one
_LAST_SERIAL = 2_958_465  # 31/12/9999


def format_code(number_id, own):
    """Return the format code of an id: from the file, else the standard one.

    >>> format_code(14, {}), format_code(58, {}), format_code(164, {164: "0.0"}), format_code(165, {})
    ('mm-dd-yy', 'dd/mm/yyyy', '0.0', 'lost')
    """
    if number_id in own:
        return own[number_id]
    if number_id in _EAST_ASIAN_DATES:
        return "dd/mm/yyyy"
    if number_id in _EAST_ASIAN_TIMES:
        return "h:mm"
    return BUILTIN_FORMATS.get(number_id, "General" if number_id < _FIRST_OWN else _LOST)


def show_number(value, number_format, epoch=EPOCH_1900):
    """Return a number as displayed; days always as dd/mm/yyyy, months as mm/yyyy.

    >>> show_number("46203", "dd/mm/yyyy"), show_number("46203", "General")
    ('30/06/2026', '46203')
    >>> show_number("46174", "mmm-yy"), show_number("46174", "yyyy"), show_number("0.75", "h:mm")
    ('06/2026', '2026', '18:00')
    >>> show_number("1", "00"), show_number("28.1", "General"), show_number("3.0", "General")
    ('01', '28.1', '3')
    >>> show_number("6", '"Tháng "0"/2026"'), show_number("0.5", "0%"), show_number("2", "0.")
    ('Tháng 6/2026', '50%', '2.')
    """
    try:
        number = float(value)
    except ValueError:
        return value
    if not math.isfinite(number):
        return value
    if number_format == _LOST:
        number_format = "dd/mm/yyyy" if from_serial(_general(number), epoch) else "General"
    section = _section(number_format, number)
    if is_date_format(section):
        return _show_moment(number, section, epoch) or value
    return _show_plain(number, section)


def show_day(day, number_format):
    """Return a day as displayed: only the month or the year if the format says so.

    >>> first = EPOCH_1900.replace(2026, 6, 1)
    >>> show_day(first, "mmm-yy"), show_day(first, "d mmmm")
    ('06/2026', '01/06/2026')
    """
    letters = _letters(number_format)
    if "d" in letters or "m" not in letters and "y" not in letters:
        return day.strftime("%d/%m/") + f"{day.year:04}"
    return f"{day.month:02}/{day.year:04}" if "m" in letters else f"{day.year:04}"


def _section(number_format, number):
    """Return the part of "positive;negative;zero" for this number."""
    parts = re.split(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", number_format or "General")
    if number < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if not number and len(parts) > 2 else parts[0]


def _letters(section):
    """Return the date letters of a format without minutes, which are written like months."""
    bare = _LITERAL.sub("", section).lower().replace("general", "")
    return set(_MINUTES.sub("h", bare)) & set("dmyhs")


def _show_moment(number, section, epoch):
    if not 0 <= number <= _LAST_SERIAL:
        return None
    letters = _letters(section)
    if not letters & set("dmy"):
        minutes = round(number * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    days = int(number) + (epoch == EPOCH_1900 and number < 60)  # Excel's 29/02/1900
    try:
        return show_day(epoch + timedelta(days=days), section)
    except OverflowError:
        return None


def _show_plain(number, section):
    match = _DIGITS.search(_LITERAL.sub(lambda m: "\0" * len(m[0]), section))
    if not match:
        return _general(number)
    shown = _digits(number * (100 if "%" in section else 1), match[0])
    before, after = section[: match.start()], section[match.end() :]
    return f"{_literal(before)}{shown}{'.' * match[0].endswith('.')}{_literal(after)}"


def _digits(number, code):
    if padded := re.fullmatch(r"(0+)(?:\.(0+))?\.?", code):
        decimals = len(padded[2] or "")
        width = len(padded[1]) + (decimals + 1 if decimals else 0)
        return f"{number:0{width}.{decimals}f}"
    return _general(number)


def _general(number):
    return f"{number:.0f}" if number == int(number) else f"{number:.10g}"


def _literal(part):
    """Return the text that a format adds to the number."""
    pieces, end = [], 0
    for match in _LITERAL.finditer(part):
        pieces += [
            _PLAIN_SIGNS.sub(_percent, part[end : match.start()]),
            match[1] or match[2] or "",
        ]
        end = match.end()
    return "".join([*pieces, _PLAIN_SIGNS.sub(_percent, part[end:])])


def _percent(match):
    return "%" if match[0] == "%" else ""
