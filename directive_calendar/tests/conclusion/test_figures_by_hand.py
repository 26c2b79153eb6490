from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from ..calendar_common import MONDAY, CalendarCase

AFTERWARDS = "2026-12-14 01:00:00"
MEASURES = (
    "meeting_count",
    "held_count",
    "postponed_count",
    "cancelled_count",
    "urgent_count",
    "unplanned_count",
    "late_invitation_count",
    "hours",
)
# One week, counted by hand: what happened, and what it adds to MEASURES.
BY_HAND = {
    "Held, invited in time": (1, 1, 0, 0, 0, 0, 0, 2),
    "Moved twice": (1, 1, 2, 0, 0, 0, 0, 3),
    "Cancelled, urgent": (1, 0, 0, 1, 1, 1, 0, 0),
    "Put off": (1, 0, 1, 0, 0, 0, 0, 0),
    "Invited the day before": (1, 1, 0, 0, 0, 0, 1, 1.5),
    "Two days": (1, 1, 0, 0, 0, 0, 0, 6),
}
# Of each agency: meetings, hours, came in person, substitute, substitute without consent, absent.
OF_AGENCIES = {"A": (4, 12.5, 1, 1, 0, 0), "B": (2, 3.5, 0, 0, 1, 1)}


@tagged("post_install", "-at_install")
class TestFiguresByHand(CalendarCase):
    """A week as it really goes, its figures beside those counted by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meetings = {name: cls.entered(name) for name in BY_HAND}
        cls.entered("Private", is_private=True)
        cls.week.action_publish()
        cls.live()
        cls.env.flush_all()

    @classmethod
    def entered(cls, name, **vals):
        place = list(BY_HAND).index(name) if name in BY_HAND else 0
        own = {
            "Held, invited in time": {"hour_end": 10.0},
            "Moved twice": {"hour_end": 11.0},
            "Cancelled, urgent": {"is_urgent": True, "unplanned_reason": "Storm"},
            "Invited the day before": {"hour_end": 9.5},
            "Two days": {"hour_end": 11.0, "date_to": "2026-12-12", "day": "2026-12-11"},
        }
        agencies = {"Held, invited in time": "AB", "Invited the day before": "AB"}
        invited = cls.env["directive.agency"].browse()
        for letter in agencies.get(name, "A"):
            invited |= {"A": cls.agency_a, "B": cls.agency_b}[letter]
        day = MONDAY.replace(day=7 + min(place, 4))
        given = {"day": day, "name": name, "agency_ids": [Command.set(invited.ids)]}
        return cls.make_meeting(**{**given, **own.get(name, {}), **vals})

    @classmethod
    def live(cls):
        late = cls.meetings["Invited the day before"]
        for meeting in cls.meetings.values():
            if meeting != late and meeting.state == "approved":  # urgent ones have been invited
                meeting.action_invite()
        with freeze_time("2026-12-06 18:00:00"):  # 31 hours before, Monday 01:00 in Vietnam
            cls.meetings["Moved twice"]._change({"hour_start": 9.0, "hour_end": 12.0}, "Later")
        with freeze_time("2026-12-08 00:00:00"):  # two hours before
            cls.meetings["Moved twice"]._change({"hour_start": 14.0, "hour_end": 17.0}, "Later")
        cls.meetings["Cancelled, urgent"]._change({"state": "cancelled"}, "Rain")
        cls.meetings["Put off"]._change({"state": "postponed"}, "The chair is away")
        with freeze_time("2026-12-10 01:00:00"):
            late.action_invite()
        with freeze_time(AFTERWARDS):
            cls.note_attendance()

    @classmethod
    def note_attendance(cls):
        first, moved, late = (
            cls.meetings[name].sudo().participation_ids
            for name in ("Held, invited in time", "Moved twice", "Invited the day before")
        )
        of_a, of_b = (
            lambda row, agency=agency: row.agency_id == agency
            for agency in (cls.agency_a, cls.agency_b)
        )
        office = cls.office_user
        first.filtered(of_a).with_user(office).action_right_person()
        first.filtered(of_b).with_user(office).action_absent()
        moved.filtered(of_a)._write_step(answer="substitute", consent="given")
        moved.filtered(of_a).with_user(office).action_substitute_came()
        late.filtered(of_b).with_user(office).action_substitute_came()

    def rows(self, model, groups, measures):
        wanted = [f"{name}:sum" for name in measures]
        domain = [("group_id", "=", self.group.id)]
        with freeze_time(AFTERWARDS):
            found = self.env[model]._read_group(domain, groups, wanted)
        return {row[0]: tuple(row[len(groups) :]) for row in found}

    def test_each_meeting_counts_as_by_hand(self):
        found = self.rows("directive.meeting.statistics", ["meeting_id"], MEASURES)
        self.assertEqual({one.name: row for one, row in found.items()}, BY_HAND)

    def test_the_month_is_their_sum(self):
        found = self.rows("directive.meeting.statistics", ["day:month"], MEASURES)
        total = tuple(sum(row[place] for row in BY_HAND.values()) for place in range(len(MEASURES)))
        self.assertEqual(list(found.values()), [total])

    def test_the_shortest_notice_of_a_move_is_in_hours(self):
        rows = self.env["directive.meeting.statistics"].search(
            [("meeting_id", "=", self.meetings["Moved twice"].id)]
        )
        self.assertAlmostEqual(rows.notice_hours, 2, 3)

    def test_the_hours_of_each_agency_and_who_came(self):
        measures = ("meeting_count", "hours", "right_count", "substitute_count")
        measures += ("unasked_count", "absent_count")
        found = self.rows("directive.meeting.load", ["agency_id"], measures)
        named = {agency.name[-1]: row for agency, row in found.items()}
        self.assertEqual(named, OF_AGENCIES)

    def test_an_invitation_in_time_is_not_late_because_the_meeting_is_drawn_forward(self):
        meeting = self.meetings["Two days"]
        with freeze_time("2026-12-03 01:00:00"):
            meeting._change({"day": "2026-12-07", "date_to": False, "hour_start": 19.0}, "Flood")
        found = self.rows("directive.meeting.statistics", ["meeting_id"], ["late_invitation_count"])
        self.assertEqual(found[meeting], (0,))
