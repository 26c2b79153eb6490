"""An hour typed in front of the content, as in Word."""

import re

_HOUR = r"(\d{1,2})\s*(?:h|g|giờ|:|\.)\s*(\d{2})?\s*(?:'|phút)?"
_FRONT = re.compile(
    rf"^\s*\(?\s*{_HOUR}(?:\s*[-–]\s*{_HOUR})?\s*\)?\s*[:,.-]?\s+(?=\D)", re.IGNORECASE
)


def typed_hours(text):
    """Return ``(from, to, content)`` of a content with hours in front; 0 where none is said.

    >>> typed_hours("8h30 Họp giao ban"), typed_hours("(13h30 - 15h00) Làm việc với Sở Y tế")
    ((8.5, 0, 'Họp giao ban'), (13.5, 15.0, 'Làm việc với Sở Y tế'))
    >>> typed_hours("14 giờ, họp"), typed_hours("Họp lúc 8h"), typed_hours("25h họp")
    ((14.0, 0, 'họp'), (0, 0, 'Họp lúc 8h'), (0, 0, '25h họp'))
    >>> typed_hours("8.300 hộ dân")
    (0, 0, '8.300 hộ dân')
    """
    found = _FRONT.match(text)
    if not found:
        return 0, 0, text
    first, first_minute, last, last_minute = (int(part or 0) for part in found.groups())
    hours = first + first_minute / 60, last + last_minute / 60
    if max(first, last) > 23 or max(first_minute, last_minute) > 59:
        return 0, 0, text
    return hours[0], hours[1] if last else 0, text[found.end() :]
