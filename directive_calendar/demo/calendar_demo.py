from datetime import timedelta

from odoo import Command, api, fields, models

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from .calendar_content import (
    BELOW_THE_WEEK,
    BRIEFING,
    DUTY,
    EARLIER,
    LEADERS,
    MINUTES,
    NEXT_WEEK,
    REGISTERED,
    ROOMS,
    SERIES,
    THIS_WEEK,
    WAITING,
)

FRIDAY = 4
STANDING_BY_DAY = {-1: "held", 0: "in_session", 1: "invited"}


class DirectiveDemo(models.AbstractModel):
    """The calendar of the demo province: this week and the next, and what earlier ones decided."""

    _inherit = "directive.demo"

    @api.model
    def _fill_calendar(self):
        """Fill this and next week with entries in every state, and conclude the last briefings."""
        if self.env["directive.week"].search_count([], limit=1):
            return
        demo = self._in_its_language().with_context(directive_workflow=None)
        demo = demo.with_user(self._ref("user_chuyenvien"))
        people, rooms = demo._make_leaders(), demo._make_rooms()
        demo = demo.with_context(demo_leaders=people, demo_rooms=rooms)
        demo._hold_earlier_meetings()
        demo._hold_this_week()
        demo._prepare_next_week()

    # What the administrator sets up; in the demo the system does

    def _make_leaders(self):
        keeper = self._ref("user_chuyenvien")
        group = (
            # Demo data is entered by the system.
            self.sudo()
            .env["directive.week.group"]
            .create(
                {
                    "name": "Thường trực UBND tỉnh",
                    "agency_id": self._ref("agency_vpubnd").id,
                    "is_public": True,
                    **BELOW_THE_WEEK,
                }
            )
        )
        found = {}
        for place, (key, name, post, short, issuer, user, others) in enumerate(LEADERS, 1):
            found[key] = (
                # Demo data is entered by the system.
                self.sudo()
                .env["directive.leader"]
                .create(
                    {
                        "name": name,
                        "post": post,
                        "short_post": short,
                        "sequence": 10 * place,
                        "issuer_id": self._ref(issuer).id,
                        "user_id": user and self._ref(user).id,
                        "keeper_ids": [Command.set(keeper.ids)],
                        "group_ids": [Command.set(group.ids)],
                        "alias_text": others,
                    }
                )
                .id
            )
        return found

    def _make_rooms(self):
        return {
            # Demo data is entered by the system.
            key: self.sudo()
            .env["directive.room"]
            .create({"name": name, "kind": kind, "seats": seats, "alias_text": others})
            .id
            for key, name, kind, seats, others in ROOMS
        }

    def _series(self, number):
        series = self.env["directive.meeting.series"]
        name = SERIES[number]
        return series.search([("name", "=", name)]) or series.create({"name": name})

    def _calendar_group(self):
        return self.env["directive.week.group"].search([("is_public", "=", True)], limit=1)

    def _week_from_today(self, weeks):
        day = self.env["directive.settings"]._today() + timedelta(weeks=weeks)
        return self.env["directive.week"]._week_of(self._calendar_group(), day)

    # Entries

    def _enter(self, week, entry):
        """Return the entry as the Office types it into a draft week."""
        day, half_day, start, end, name, chair, others, agencies, place, kind, more = entry
        leaders, rooms = self.env.context["demo_leaders"], self.env.context["demo_rooms"]
        vals = {
            "week_id": week.id,
            "day": week.date_from + timedelta(days=day),
            "half_day": half_day,
            "hour_start": start,
            "hour_end": end,
            "name": name,
            "kind": kind,
            "chair_id": leaders[chair],
            "attending_ids": [Command.set([leaders[one] for one in others])],
            "agency_ids": [Command.set([self._ref(f"agency_{one}").id for one in agencies])],
            "monitor_id": self._ref("user_chuyenvien").id,
            "room_id": rooms.get(place, False),
            "place": False if place in rooms else place,
            "car_ids": [Command.set([rooms[one] for one in more.get("cars", ())])],
            "office_text": more.get("office_text", False),
            "online_points": more.get("online_points", False),
            "is_private": more.get("private", False),
        }
        if "series" in more:
            vals["series_id"] = self._series(more["series"]).id
        if kind == "reception":
            vals["unplanned_reason"] = "Lịch tiếp công dân tháng đã công bố từ đầu tháng"
        if "urgent" in more:
            vals |= {"is_urgent": True, "unplanned_reason": more["urgent"]}
        return self.env["directive.meeting"].create(vals)

    def _hold_this_week(self):
        week = self._week_from_today(0)
        meetings = [(self._enter(week, entry), entry[-1]) for entry in THIS_WEEK]
        today = self.env["directive.settings"]._today().weekday()
        meetings.append((self._enter(week, (today, *DUTY)), {}))
        week.action_publish()
        for meeting, more in meetings:
            self._live_through_week(meeting, more)
        self._answer_meetings(week.meeting_ids)
        self._leave_conclusions_waiting(meetings[0][0])

    def _live_through_week(self, meeting, more):
        """Bring an entry into the state of its day, and through the change told of it."""
        is_called = bool(meeting.agency_ids) and meeting.date_start > fields.Datetime.now()
        if is_called:
            self._invite_by_message(meeting)
        self._go_through_change(meeting, more)
        if is_called:
            self._tell_change(meeting)
        elif meeting.state == "approved":
            today = self.env["directive.settings"]._today()
            away = (meeting.day > today) - (meeting.day < today)
            self._step_to(meeting, STANDING_BY_DAY[away])

    def _go_through_change(self, meeting, more):
        if more.get("moves"):
            later = {"hour_start": 15.5, "hour_end": 17}
            meeting._change(later, "Chủ tọa bận họp đột xuất, lùi giờ họp")
        for state in ("postponed", "cancelled"):
            if state in more:
                meeting._change({"state": state}, more[state])

    def _step_to(self, meeting, state):
        """Set the state of an entry of the demo as if its step had been taken."""
        if state == "invited" and not meeting.agency_ids:
            return
        # There is nobody to check: the demo is the system's.
        meeting.sudo().with_context(directive_workflow=WORKFLOW).write(
            {"state": state, "date_invited": bool(meeting.agency_ids) and fields.Datetime.now()}
        )

    def _prepare_next_week(self):
        """Write next week; at the end of a week it is published, and agencies register for another."""
        week = self._week_from_today(1)
        meetings = [self._enter(week, entry) for entry in NEXT_WEEK]
        if self.env["directive.settings"]._today().weekday() >= FRIDAY:
            week.action_publish()
            for meeting in meetings:
                if meeting.agency_ids:
                    self._invite_by_message(meeting)
            self._answer_meetings(week.meeting_ids)
            week = self._week_from_today(2)
        self._let_agencies_register(week)

    def _let_agencies_register(self, week):
        """Let agencies ask for meetings of a week that is being written."""
        for day, half_day, start, end, name, agency, room in REGISTERED:
            entry = (day, half_day, start, end, name, "pct_kt", (), (agency,), room, "working", {})
            meeting = self._enter(week, entry)
            # Demo data skips the steps, as the system.
            meeting.sudo().with_context(directive_workflow=WORKFLOW).write(
                {"state": "registered", "registered_by_agency_id": self._ref(f"agency_{agency}").id}
            )

    # Conclusions

    def _hold_earlier_meetings(self):
        """Hold the briefings of the last weeks; what they decided are tasks by now."""
        for weeks, number, days, points in EARLIER:
            week = self._week_from_today(-weeks)
            meeting = self._enter(week, THIS_WEEK[0])
            week.action_publish()
            self._step_to(meeting, "held")
            self._answer_meetings(meeting)
            settings = self.env["directive.settings"]
            meeting.write(
                {
                    "conclusion_number": number,
                    "conclusion_date": settings._working_calendar().add(meeting.day, days),
                    "minutes": MINUTES,
                }
            )
            self._read_conclusions(meeting, points)
            meeting.action_issue_conclusions()

    def _leave_conclusions_waiting(self, meeting):
        """Leave the points of this week's briefing to the specialist, once it has been held."""
        if meeting.name == BRIEFING and meeting.state in ("held", "in_session"):
            self._read_conclusions(meeting, WAITING)

    def _read_conclusions(self, meeting, points):
        reading = self.env["directive.conclusion.reading"].create(
            {"meeting_id": meeting.id, "text": "\n".join(points)}
        )
        reading.action_read()
