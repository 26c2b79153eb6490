"""A province as a list of dated events, read from the samples' form of JSON."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .event import Event, Task
from .marks import Limits


class Province(NamedTuple):
    """All that figures are made of."""

    tasks: list
    kinds: dict  # the kind of each agency
    limits: Limits


def read_province(data):
    """Return the province that the decoded JSON ``data`` describes."""
    zone = ZoneInfo(data["timezone"])
    settings = data.get("settings") or {}
    return Province(
        [_task(one, zone) for one in data["tasks"]],
        {one["code"]: one["kind"] for one in data["agencies"]},
        Limits(**{name: settings[name] for name in Limits._fields if name in settings}),
    )


def _task(data, zone):
    return Task(
        data["id"],
        data["lead"],
        data["issuer"],
        data["field"],
        data["source"],
        data["starred"],
        data["weight"],
        bool(data.get("delegated_from")),
        tuple(_event(one, zone) for one in data["events"]),
    )


def _event(data, zone):
    """Return an event; its day is that of the province's clock.

    >>> _event({"at": "2026-03-14T17:10:00+00:00", "verb": "receive"}, ZoneInfo("Asia/Ho_Chi_Minh")).day
    datetime.date(2026, 3, 15)
    """
    day = datetime.fromisoformat(data["at"]).astimezone(zone).date()
    deadline = data.get("deadline")
    return Event(day, data["verb"], deadline and date.fromisoformat(deadline), data.get("to"))
