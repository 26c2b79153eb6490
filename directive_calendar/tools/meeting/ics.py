"""Entries of the calendar as iCalendar (RFC 5545, 5546, 7986), for telephones and calendar programs.

One meeting is one UID for ever; each change raises its SEQUENCE, so that a program replaces the
entry it has instead of adding a second. Written by the library `icalendar`: Odoo's own export has
no stable identity.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vCalAddress, vDuration

ZONE = "Asia/Ho_Chi_Minh"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
_PRODUCT = "-//Directive Tracking//Work calendar//VI"
_REFRESH = timedelta(minutes=15)
# Which a calendar may not hold, and some readers take for the end of a line.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True)
class Entry:
    """One entry; the moments are aware, or days for an entry of whole days."""

    uid: str
    sequence: int
    summary: str
    start: datetime | date
    end: datetime | date  # of days, the last one
    changed: datetime
    place: str = ""
    text: str = ""
    status: str = CONFIRMED
    is_private: bool = False
    url: str = ""
    organizer: tuple = ()  # (name, e-mail)
    attendees: tuple = ()  # (name, e-mail) each
    minutes_before: int = 0  # of an alarm


def write(entries, method=PUBLISH, name="", zone=ZONE):
    """Return the bytes of a calendar with ``entries``.

    :param method: REQUEST or CANCEL for one message, PUBLISH for a feed
    :param name: of the feed, as a calendar program shows it
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        _add_name(calendar, name)
    calendar.add_component(_zone(zone))
    for entry in entries:
        calendar.add_component(_event(entry, method, zone))
    return calendar.to_ical()


def mime_type(method):
    """Return the content type, whose method must match that of the calendar.

    >>> mime_type(REQUEST)
    'text/calendar; charset=utf-8; method=REQUEST'
    """
    return f"text/calendar; charset=utf-8; method={method}"


def _lines(text):
    """Return ``text`` without control characters; lines stay.

    >>> _lines("Nội dung\\r\\nATTENDEE:mailto:x\\x0b\\x85\\ud800.")
    'Nội dung\\nATTENDEE:mailto:x .'
    """
    return _CONTROL.sub(" ", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def _line(text):
    """Return ``text`` in one line.

    >>> _line("Họp\\r\\nBEGIN:VEVENT, phòng 5")
    'Họp BEGIN:VEVENT, phòng 5'
    """
    return " ".join(_lines(text).split())


def _add_name(calendar, name):
    name = _line(name)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    refresh = vDuration(_REFRESH)
    refresh.params["value"] = "DURATION"
    calendar["refresh-interval"] = refresh
    calendar.add("x-published-ttl", "PT15M")


def _zone(name):
    """Return the rules of a zone without summer time: its offset of today holds for all years."""
    offset = datetime(2026, 1, 1, tzinfo=ZoneInfo(name)).utcoffset()
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", name)
    standard.add("dtstart", datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    standard.add("tzname", f"+{int(offset.total_seconds() // 3600):02}")
    zone.add_component(standard)
    return zone


def _event(entry, method, zone):
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed)
    event.add("last-modified", entry.changed)
    event.add("summary", _line(entry.summary))
    _add_times(event, entry, ZoneInfo(zone))
    event.add("status", CANCELLED if method == CANCEL else entry.status)
    event.add("class", "PRIVATE" if entry.is_private else "PUBLIC")
    event.add("transp", "TRANSPARENT" if entry.status == CANCELLED else "OPAQUE")
    texts = ("location", _line(entry.place)), ("description", _lines(entry.text))
    for key, value in (*texts, ("url", _line(entry.url))):
        if value:
            event.add(key, value)
    _add_people(event, entry)
    if entry.minutes_before and entry.status != CANCELLED and method != CANCEL:
        event.add_component(_alarm(entry))
    return event


def _add_times(event, entry, zone):
    """A day has no hour and no zone; the end of days is the morning after."""
    if not isinstance(entry.start, datetime):
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end + timedelta(days=1))
        return
    event.add("dtstart", entry.start.astimezone(zone))
    event.add("dtend", entry.end.astimezone(zone))


def _add_people(event, entry):
    """Answers come by the link in the message, not as mails of a calendar program: none is asked for."""
    if entry.organizer:
        event["organizer"] = _address(*entry.organizer)
    for name, email in entry.attendees:
        person = _address(name, email)
        person.params["role"] = "REQ-PARTICIPANT"
        person.params["partstat"] = "NEEDS-ACTION"
        person.params["rsvp"] = "FALSE"
        event.add("attendee", person)


def _address(name, email):
    person = vCalAddress(f"mailto:{_line(email)}")
    person.params["cn"] = _line(name)
    return person


def _alarm(entry):
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(entry.summary))
    alarm.add("trigger", -timedelta(minutes=entry.minutes_before))
    return alarm
