from textwrap import shorten

from odoo import models
from odoo.tools import format_date

from ...tools.invitation.change import CHAIR, EXCLUDED, INVITED, MOVED, PLACE, REINSTATED, numbers
from ...tools.invitation.moments import clock, short
from .directive_meeting_decision import DECIDED
from .directive_meeting_known import EVENTS

LONGEST_NAME = 40  # of the letters an SMS has room for
LONGEST_TITLE = 90
WITH_NEW_TIME = (INVITED, MOVED, PLACE, CHAIR, REINSTATED)


class DirectiveMeeting(models.Model):
    """What a message says: old and new in one message, in this order, with weekday and date.

    The hour is that of the province, whatever the zone of the reader.
    """

    _inherit = "directive.meeting"

    def _notice_item(self):
        said = self._kept_values()
        return super()._notice_item() | {
            "number": self._title(),
            "name": "\n".join(self._lines_of_meeting(said)),
        }

    def _notice_item_of(self, notice):
        """Say what held when ``notice`` was written, and what its recipients knew before."""
        root = notice.repeats_id or notice
        item, kind = self._notice_item(), root.event.removeprefix("meeting_")
        if root.event == DECIDED:
            return item | self._item_of_decision(root)
        number, base = numbers(root.occurrence)
        if number is None or root.event not in EVENTS:
            return item
        now, then = self._said_at(number), None if base is None else self._said_at(base)
        lines = self._lines_of_change(kind, then, now, number)
        return item | {
            "name": "\n".join([*lines, *self._lines_of_meeting(now, bool(lines))]),
            "short": self._short(kind, then, now),
        }

    def _title(self):
        """Return content and number in one line, for the subject of an e-mail."""
        content = "" if self.is_private else shorten(self.name, LONGEST_TITLE, placeholder="…")
        title = " · ".join(filter(None, (content, self._number()))) or self.env._("A meeting")
        return self._marked_urgent(title)

    def _marked_urgent(self, text):
        return self.env._("EXPRESS. %(text)s", text=text) if self.is_urgent else text

    def _number(self):
        number = self.invitation_number
        return self.env._("No. %(number)s", number=number) if number else ""

    # Lines of an e-mail

    def _lines_of_change(self, kind, then, now, number):
        if then is None or kind == EXCLUDED:
            return []
        before = self.env._("Before: %(what)s", what=self._said_before(then))
        return [before, self.env._("Now: %(what)s", what=self._outcome(kind, now))] + (
            self._lines_of_reason(number)
        )

    def _said_before(self, then):
        """Return time and place as they were told; what was told to be off, is said to have been."""
        off = {"postponed": self.env._("put off"), "cancelled": self.env._("cancelled")}
        return ", ".join(filter(None, (self._when_and_where(then), off.get(then["state"]))))

    def _lines_of_reason(self, number):
        revision = self.revision_ids.filtered(lambda one: one.number == number)
        reason = revision.reason
        return [self.env._("Reason: %(reason)s", reason=reason)] if reason else []

    def _outcome(self, kind, now):
        if kind in WITH_NEW_TIME:
            return self._when_and_where(now)
        words = {
            "postponed": self.env._("put off; the new time will be announced"),
            "cancelled": self.env._("cancelled"),
        }
        return self._merged_in_words() if kind == "merged" else words[kind]

    def _merged_in_words(self):
        """Return into which meeting this one went up; of a private one nothing is said."""
        merged = self.successor_id
        if not merged or merged.is_private:
            return self.env._("merged into another meeting")
        return self.env._(
            "merged into “%(name)s”, %(when)s",
            name=merged.name,
            when=merged._when_and_where(merged._kept_values()),
        )

    def _lines_of_meeting(self, said, has_time=False):
        pairs = [
            (self.env._("Content"), self.name),
            (self.env._("Time"), not has_time and self._when(said)),
            (self.env._("Place"), not has_time and self._where(said)),
            (self.env._("Chair"), self._chair_name(said)),
            (self.env._("Invited"), self.invited_text),
            (self.env._("Reason for calling it at short notice"), self.unplanned_reason),
        ]
        return [f"{label}: {value}" for label, value in pairs if value]

    def _chair_name(self, said):
        return said["chair_id"] and said["chair_id"][1]

    def _when_and_where(self, said):
        return ", ".join(filter(None, (self._when(said), self._where(said))))

    def _when(self, said):
        """Return the time with weekday and date, on the province's clock."""
        day = self._fields["day"].to_date(said["day"])
        hours = " – ".join(clock(said[name]) for name in ("hour_start", "hour_end") if said[name])
        until = said["date_to"] and self._fields["day"].to_date(said["date_to"])
        days = format_date(self.env, day, date_format="EEEE dd/MM/y")
        if until and until != day:
            days = f"{days} – {format_date(self.env, until, date_format='EEEE dd/MM/y')}"
        return f"{hours or self._half_day_in_words(said)}, {days}"

    def _half_day_in_words(self, said):
        return dict(self._fields["half_day"]._description_selection(self.env))[said["half_day"]]

    def _where(self, said):
        room, place = said["room_id"] and said["room_id"][1], said["place"] or ""
        return ", ".join(filter(None, (room if room and room not in place else "", place)))

    # Few letters

    def _short(self, kind, then, now):
        """Return the message for a telephone: “MOVED: meeting X: 14h 30/11 -> 8h 02/12, Room 2”."""
        head = f"{self._short_label(kind)} {self._short_name()}".strip()
        text = f"{head}: {self._short_facts(kind, then, now)}"
        text = ". ".join(filter(None, (text, self._number())))
        return self._marked_urgent(text)

    def _short_name(self):
        return "" if self.is_private else shorten(self.name, LONGEST_NAME, placeholder="...")

    def _short_facts(self, kind, then, now):
        """Return time and place, what was before what is."""
        old, new = then and self._short_when(then), self._short_when(now)
        if kind not in WITH_NEW_TIME:
            return old or new
        times = new if not old or old == new else f"{old} -> {new}"
        names = (self._where, self._chair_name) if kind == CHAIR else (self._where,)
        facts = [times, *(self._old_and_new(name, then, now) for name in names)]
        return ", ".join(filter(None, facts))

    def _old_and_new(self, name, then, now):
        old, new = then and name(then), name(now)
        return f"{old} -> {new}" if old and old != new else new

    def _short_label(self, kind):
        return {
            "invited": self.env._("Meeting"),
            "moved": self.env._("MOVED: meeting"),
            "postponed": self.env._("PUT OFF: meeting"),
            "cancelled": self.env._("CANCELLED: meeting"),
            "merged": self.env._("MERGED: meeting"),
            "reinstated": self.env._("TAKES PLACE AFTER ALL: meeting"),
            "place": self.env._("OTHER PLACE: meeting"),
            "chair": self.env._("OTHER CHAIR: meeting"),
            "excluded": self.env._("NOT INVITED any more: meeting"),
        }[kind]

    def _short_when(self, said):
        day = self._fields["day"].to_date(said["day"])
        return short(day, said["hour_start"], self._half_day_in_words(said).lower())
