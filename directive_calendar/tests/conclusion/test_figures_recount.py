import random
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

from odoo.tests import freeze_time, tagged

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ..calendar_common import CalendarCase

NOW = datetime(2026, 12, 14, 1, 0)  # Monday, 08:00 in Vietnam
VIETNAM = timedelta(hours=7)
COUNT = 50
HALVES = {"morning": (7.5, 11.5), "afternoon": (13.5, 17.0), "evening": (19.0, 21.0)}
OFF, MADE_UP = date(2026, 12, 2), date(2026, 12, 5)  # a Wednesday off, a Saturday worked instead
OVER_BY_STEP = ("in_session", "held", "concluded")
STATES = ("approved", "invited", "postponed", "cancelled", "registered", *OVER_BY_STEP)
CAME = ("unknown", "right_person", "substitute", "substitute_without_consent", "absent")
COUNTED = (
    *("meeting_count", "held_count", "postponed_count", "cancelled_count", "urgent_count"),
    *("late_invitation_count", "late_conclusion_count", "hours"),
)


def working_days(after, until):
    """Return the working days after one day, until another one."""
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(day == MADE_UP or day.weekday() < 5 and day != OFF for day in days)


class Meeting:
    """What happened with one meeting, invented; and what each figure should make of it."""

    def __init__(self, seed, number):
        draw = random.Random(f"{seed} {number}")
        self.name, self.state = f"{seed} {number}", draw.choice(STATES)
        year = draw.choice((2025, 2026))
        self.day = date(year, 12, 1) + timedelta(days=draw.randrange(25))
        self.length = draw.choice((0, 0, 0, 1))  # further days
        self.half = draw.choice(list(HALVES))
        self.start, self.end = HALVES[self.half]
        self.is_timed = draw.random() < 0.7
        if self.is_timed:
            self.end = self.start + draw.choice((0.5, 1.5, 2.0))
        self.is_private, self.is_shown = draw.random() < 0.1, draw.random() < 0.85
        self.is_urgent, self.is_unplanned = draw.random() < 0.2, draw.random() < 0.2
        self.concluded_after = draw.randrange(14) if self.state == "concluded" else None
        self.draw_history(draw)
        self.came = {name: draw.choice(CAME) for name in "AB" if draw.random() < 0.6}
        self.excluded = {name for name in self.came if draw.random() < 0.15}

    def draw_history(self, draw):
        """Invited some days ahead, moved from other days before and after that."""
        self.invited = None
        if draw.random() < 0.7:
            self.invited = self.begins(self.day) - timedelta(hours=draw.randrange(1, 200))
        self.moves = []  # (moment, day before)
        for _number in range(draw.choice((0, 0, 1, 2))):
            before = self.day + timedelta(days=draw.randrange(-4, 9))
            moment = self.begins(before) - timedelta(minutes=draw.randrange(-200, 9000))
            self.moves.append((moment, before))
        self.moves.sort()
        if not self.is_shown:  # of a draft nobody is told
            self.invited, self.moves = None, []

    def begins(self, day):
        """Return when it begins on ``day``, in UTC."""
        return datetime(*day.timetuple()[:3]) + timedelta(hours=self.start) - VIETNAM

    # The figures

    @property
    def counts(self):
        never_told = not self.is_shown and self.state in ("approved", "cancelled")
        return not self.is_private and self.state != "registered" and not never_told

    @property
    def is_held(self):
        last = self.begins(self.day + timedelta(days=self.length))
        is_over = last + timedelta(hours=self.end - self.start) < NOW
        by_time = self.state in ("approved", "invited") and self.is_shown and is_over
        return self.state in OVER_BY_STEP or by_time

    @property
    def hours(self):
        return (self.end - self.start) * (self.length + 1)

    @property
    def notice(self):
        """Return the shortest notice of a move in hours, None where it was not moved."""
        gaps = [(self.begins(before) - moment).total_seconds() for moment, before in self.moves]
        return max(min(gaps) / 3600, 0) if gaps else None

    @property
    def is_invited_late(self):
        if not self.invited or self.is_unplanned:
            return False
        called_for = next((day for moment, day in self.moves if moment > self.invited), self.day)
        return working_days((self.invited + VIETNAM).date(), called_for) < 3

    @property
    def is_concluded_late(self):
        if self.concluded_after is None:
            return False
        last = self.day + timedelta(days=self.length)
        return working_days(last, last + timedelta(days=self.concluded_after)) > 5

    @property
    def figures(self):
        return (
            *(1, self.is_held, len(self.moves), self.state == "cancelled", self.is_urgent),
            *(self.is_invited_late, self.is_concluded_late, self.hours if self.is_held else 0),
        )


@tagged("post_install", "-at_install")
class TestFiguresRecount(CalendarCase):
    """All figures of meetings drawn at random, beside a recount that knows nothing of the code."""

    freeze_time = freeze_time(NOW)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        days = [(OFF, "off"), (MADE_UP, "working")]
        cls.env["directive.calendar.day"].search([("date", "in", [OFF, MADE_UP])]).unlink()
        cls.env["directive.calendar.day"].create(
            [{"date": day, "name": kind, "kind": kind, "state": "confirmed"} for day, kind in days]
        )
        cls.known = cls.env(context={**cls.env.context, "directive_workflow": WORKFLOW})
        cls.drawn = [Meeting(20261214, number) for number in range(COUNT)]
        cls.records = [cls.enter(one) for one in cls.drawn]
        shown = {
            record.week_id
            for one, record in zip(cls.drawn, cls.records, strict=True)
            if one.is_shown
        }
        for week in shown:
            week.state = "published"
        cls.env.flush_all()

    @classmethod
    def enter(cls, one):
        # What is not shown stands in a calendar of which no week is published.
        group = cls.group if one.is_shown else cls.hidden()
        week = cls.known["directive.week"]._week_of(group, one.day)
        last = one.day + timedelta(days=one.length)
        hours = {"hour_start": one.start, "hour_end": one.end} if one.is_timed else {}
        meeting = week.env["directive.meeting"].create(
            {
                **{"week_id": week.id, "name": one.name, "day": one.day, "half_day": one.half},
                **{"date_to": last if one.length else False, "date_invited": one.invited, **hours},
                "state": "held" if one.state == "concluded" else one.state,
                "is_private": one.is_private,
                "is_urgent": one.is_urgent,
                "unplanned_reason": one.is_unplanned and "Storm",
            }
        )
        cls.add_history(meeting, one)
        return meeting

    @classmethod
    def hidden(cls):
        groups = cls.env["directive.week.group"]
        found = groups.search([("name", "=", "Drafts")])
        return found or groups.create({"name": "Drafts"})

    @classmethod
    def add_history(cls, meeting, one):
        rows = [("called", one.invited, {})] if one.invited else []
        rows += [
            ("moved", moment, {"day": str(day), "date_start": str(one.begins(day))})
            for moment, day in one.moves
        ]
        meeting.env["directive.meeting.revision"].create(
            [
                {
                    **{"meeting_id": meeting.id, "number": number, "kind": kind, "date": moment},
                    **{"old_values": old, "user_id": cls.env.uid},
                }
                for number, (kind, moment, old) in enumerate(sorted(rows, key=lambda row: row[1]))
            ]
        )
        agencies = {"A": cls.agency_a, "B": cls.agency_b}
        meeting.env["directive.meeting.participation"].create(
            [
                {
                    **{"meeting_id": meeting.id, "agency_id": agencies[name].id, "role": "invited"},
                    **{"attendance": came, "is_excluded": name in one.excluded},
                }
                for name, came in one.came.items()
            ]
        )
        if one.concluded_after is not None:
            last = one.day + timedelta(days=one.length)
            meeting.conclusion_date = last + timedelta(days=one.concluded_after)
            meeting._be_concluded()

    def rows(self, model, groups, measures, domain=()):
        wanted = [f"{name}:sum" for name in measures]
        found = self.env[model]._read_group([*domain], groups, wanted)
        return {row[: len(groups)]: row[len(groups) :] for row in found}

    def ours(self):
        return [("meeting_id", "in", [record.id for record in self.records])]

    def test_each_meeting_counts_as_recounted(self):
        found = self.rows("directive.meeting.statistics", ["meeting_id"], COUNTED, self.ours())
        got = {meeting.name: tuple(map(float, row)) for (meeting,), row in found.items()}
        wanted = {one.name: tuple(map(float, one.figures)) for one in self.drawn if one.counts}
        self.assertEqual(got, wanted)
        for place in range(len(COUNTED)):
            self.assertGreater(
                len({row[place] for row in wanted.values()}), place > 0, COUNTED[place]
            )

    def test_the_notice_of_what_was_put_off_is_as_recounted(self):
        rows = self.env["directive.meeting.statistics"].search(self.ours())
        notices = {one.name: one.notice for one in self.drawn}
        for row in rows.filtered("postponed_count"):
            self.assertAlmostEqual(row.notice_hours, notices[row.meeting_id.name], 4)

    def test_each_agency_has_in_each_month_what_was_recounted(self):
        measures = ("meeting_count", "hours", "right_count", "substitute_count", "unasked_count")
        measures = (*measures, "absent_count")
        found = self.rows(
            "directive.meeting.load", ["agency_id", "day:month"], measures, self.ours()
        )
        got = {(agency.name[-1], day.year, day.month): row for (agency, day), row in found.items()}
        wanted = defaultdict(lambda: [0] * len(measures))
        for one in self.drawn:
            for name, came in one.came.items():
                if one.is_private or not one.is_held or name in one.excluded:
                    continue
                row = wanted[name, one.day.year, one.day.month]
                added = (1, one.hours, *(came == kind for kind in CAME[1:]))
                row[:] = [sum(pair) for pair in zip(row, added, strict=True)]
        self.assertEqual(got, {key: tuple(row) for key, row in wanted.items()})

    def test_a_year_is_beside_the_same_days_of_the_year_before(self):
        held = Counter(
            one.day.year
            for one in self.drawn
            if one.is_held and one.is_shown and not one.is_private and one.day.day <= NOW.day
        )
        row = self.env["directive.meeting.year"].search(
            [("group_id", "=", self.group.id), ("year", "=", 2026)]
        )
        self.assertEqual((row.meeting_count, row.before_count), (held[2026], held[2025]))
        self.assertAlmostEqual(row.change, 100 * (held[2026] - held[2025]) / held[2025], 1)
