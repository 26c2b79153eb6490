from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.text import fold

from ....tools.week.conflicts import OVERLAP, TRAVEL, Slot, conflict
from ....tools.week.words import STANDING
from ..groups import KEEPER, WRITING

SHOWN = 3
TYPED_ONCE = ("day", "hour_start", "hour_end", "name", "place", "room_id", "chair_id")


def _reference(line):
    """Return by what the client knows a line that is not saved yet, None of any other record."""
    return getattr(line.id, "ref", None)


class DirectiveMeeting(models.Model):
    """Who and what is wanted twice, shown while an entry is typed.

    Rooms and cars at the same hour are refused by their bookings. Everything else warns, and may
    be overruled with a reason.
    """

    _inherit = "directive.meeting"

    conflict_text = fields.Text(
        string="Conflicts", compute="_compute_conflict_text", groups=WRITING
    )
    overrule_reason = fields.Char(
        string="Overruled because", copy=False, help="Why the conflict is accepted."
    )

    @api.depends(
        "date_start",
        "date_end",
        "place",
        "room_id",
        "car_ids",
        "chair_id",
        "attending_ids",
        "participation_ids.leader_id",
        "state",
    )
    @api.depends_context("uid")
    def _compute_conflict_text(self):
        found = self._conflicts()
        for meeting in self:
            lines = [meeting._conflict_line(*one) for one in found.get(meeting, ())]
            meeting.conflict_text = "\n".join(lines[:SHOWN]) or False

    def _conflicts(self):
        """Return ``{meeting: [(kind, other meeting, leaders, rooms and cars)]}``."""
        asked = self.filtered(lambda one: one._may_be_in_the_way())
        others = asked._others_at_that_time() | asked
        # The calendars of all leaders are compared; names are shown as the reader may see them.
        slots = {one: one.sudo()._slot() for one in others}
        margin = self.env["directive.settings"]._get_calendar("travel_minutes")
        found = {}
        for meeting in asked:
            itself = meeting | meeting._in_the_list_of_its_form(others)
            for other, slot in slots.items():
                same = other in itself or meeting._origin and other._origin == meeting._origin
                hit = not same and conflict(slots[meeting], slot, margin)
                if hit:
                    found.setdefault(meeting, []).append((hit[0], other, hit[1], hit[2]))
        return found

    def _in_the_list_of_its_form(self, others):
        """Return a new line as the form's list holds it: the web client sends it a second time.

        There it stands as it was before its last change, so that one thing may differ.
        """
        if self._origin or _reference(self):
            return self.browse()
        typed = others.filtered(lambda one: _reference(one) and not one._origin)
        closest = min(typed, key=self._differences, default=self.browse())
        return closest if closest and self._differences(closest) < 2 else self.browse()

    def _differences(self, other):
        return sum(self[name] != other[name] for name in TYPED_ONCE)

    def _may_be_in_the_way(self):
        return bool(self.date_start and self.date_end) and self.state in (
            False,
            "registered",
            *STANDING,
        )

    def _others_at_that_time(self):
        """Return the meetings about the times of these, those being typed beside them included."""
        if not self:
            return self
        near = timedelta(days=1)
        typed = self.week_id.meeting_ids.filtered(lambda one: one._may_be_in_the_way())
        # Private entries of others count as well.
        stored = self.sudo().search(
            [
                ("date_start", "<", max(self.mapped("date_end")) + near),
                ("date_end", ">", min(self.mapped("date_start")) - near),
                ("state", "in", STANDING),
                ("id", "not in", (typed | self)._origin.ids),
            ]
        )
        stored = stored.sudo(False)
        if not self.env.su and self.env.user.has_group(KEEPER) and not self._is_written_by_office():
            # When the leaders of the house are busy is not for an agency to try out.
            stored = stored._filtered_access("read")
        return typed | stored

    def _slot(self):
        leaders = self.chair_id | self.attending_ids | self.participation_ids.leader_id
        return Slot(
            self.date_start,
            self.date_end,
            self.is_timed,
            self.room_id.id or fold(self.place or ""),
            frozenset(leaders._origin.ids),
            frozenset((self.room_id | self.car_ids)._origin.ids),
        )

    def _conflict_line(self, kind, other, leader_ids, room_ids):
        """Return one conflict in a sentence."""
        leaders = self.env["directive.leader"].browse(leader_ids)
        rooms = self.env["directive.room"].browse(room_ids)
        told = {
            "who": ", ".join([*leaders.mapped("name"), *rooms.mapped("name")]),
            "other": other.display_name,
            # A busy leader is told with the hour, never with the content.
            "hour": other.sudo()._hour_in_words(),
        }
        if kind == OVERLAP:
            return self.env._("%(who)s: at the same time as “%(other)s” (%(hour)s)", **told)
        if kind == TRAVEL:
            return self.env._(
                "%(who)s: little time to get to or from “%(other)s” (%(hour)s)", **told
            )
        return self.env._("%(who)s: in the same half-day as “%(other)s” (%(hour)s)", **told)

    def _hard_conflicts(self):
        """Return those of these meetings that take a leader twice at one hour, without a reason.

        A reason on one of two entries accepts that they clash.
        """
        accepted = self.filtered("overrule_reason")
        found = (self - accepted)._conflicts()
        return self.browse().union(
            *(
                one
                for one, hits in found.items()
                if any(kind == OVERLAP and other not in accepted for kind, other, *_who in hits)
            )
        )

    def _hour_in_words(self):
        """Return the time of this meeting as a reader of the calendar says it."""
        label = dict(self._fields["half_day"]._description_selection(self.env))
        hour = self._hours_in_figures() if self.is_timed else label.get(self.half_day, "")
        return f"{hour} {self.day:%d/%m}" if self.day else hour
