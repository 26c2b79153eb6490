from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from .conclusion_common import ConclusionCase


@tagged("post_install", "-at_install")
class TestMeetingFigures(ConclusionCase):
    """What the figures of meetings count."""

    def row_of(self, meeting):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["directive.meeting.statistics"].search([("meeting_id", "=", meeting.id)])

    def set_state(self, meeting, state):
        meeting.sudo().with_context(directive_workflow=WORKFLOW).write({"state": state})

    def add_change(self, meeting, kind, hours_before, number=1):
        """Record a change made so many hours before the meeting begins."""
        changes = self.env["directive.meeting.revision"]
        changes.with_context(directive_workflow=WORKFLOW).create(
            {
                "meeting_id": meeting.id,
                "number": number,
                "kind": kind,
                "user_id": self.office_user.id,
                "date": meeting.date_start - timedelta(hours=hours_before),
            }
        )

    def test_a_meeting_held_counts_with_its_hours(self):
        meeting = self.make_meeting(self.today, hour_start=8, hour_end=10.5)
        self.set_state(meeting, "held")
        row = self.row_of(meeting)
        self.assertEqual((row.held_count, row.cancelled_count, row.hours), (1, 0, 2.5))

    def test_what_was_put_off_counts_with_the_hours_of_notice(self):
        self.add_change(self.second, "moved", 30)
        self.add_change(self.second, "postponed", 2, number=2)
        self.add_change(self.second, "wording", 1, number=3)
        row = self.row_of(self.second)
        self.assertEqual(row.postponed_count, 2)
        self.assertAlmostEqual(row.notice_hours, 2, 5)

    def test_what_takes_place_after_all_was_put_off_only_if_its_time_is_another(self):
        self.second.sudo().week_id.action_publish()
        for number, values in enumerate(({}, {"hour_start": 15.0, "hour_end": 16.0})):
            self.second._change({"state": "cancelled"}, "Rain")
            self.second._reinstate(values, "A mistake")
            row = self.row_of(self.second)
            self.assertEqual((row.cancelled_count, row.postponed_count), (0, number))

    def test_an_invitation_less_than_three_working_days_ahead_is_late(self):
        self.add_change(self.second, "called", 24 * 20)
        self.add_change(self.third, "called", 4)
        self.assertEqual(self.row_of(self.second).late_invitation_count, 0)
        self.assertEqual(self.row_of(self.third).late_invitation_count, 1)
        self.third.sudo().unplanned_reason = "Flood"
        self.assertEqual(self.row_of(self.third).late_invitation_count, 0)

    def test_points_and_tasks_are_counted_where_they_were_decided(self):
        first = self.conclude(self.first, {}, {"label": "2", "lead_agency_id": False})
        self.conclude(self.second, {"label": "3"})
        row = self.row_of(self.first)
        self.assertEqual((row.point_count, row.task_count, row.done_count), (2, 1, 0))
        self.assertEqual(self.row_of(self.second).task_count, 1)  # without the point carried over
        self.assertTrue(first)

    def test_late_conclusions_count(self):
        late = self.make_meeting(self.today - timedelta(days=28))
        self.conclude(late, {})
        self.assertEqual(self.row_of(late).late_conclusion_count, 1)

    def test_private_entries_and_mere_registrations_are_in_no_figure(self):
        private = self.make_meeting(self.today, is_private=True)
        asked = self.make_meeting(self.today)
        self.set_state(asked, "registered")
        refused = self.make_meeting(self.today)
        known = refused.with_context(directive_workflow=WORKFLOW)
        known.write({"state": "cancelled", "registered_by_agency_id": self.agency_a.id})
        dropped, draft = self.make_meeting(self.today), self.make_meeting(self.today)
        self.set_state(dropped, "cancelled")
        for meeting in (private.sudo(), asked, refused, dropped, draft):
            self.assertFalse(self.row_of(meeting))
        self.set_state(asked, "approved")
        draft.week_id.sudo().with_context(directive_workflow=WORKFLOW).state = "published"
        for meeting in (refused, dropped):
            self.assertFalse(self.row_of(meeting), "it never stood in the calendar")
        self.assertEqual(self.row_of(draft).meeting_count, 1)

    def test_a_year_opens_as_many_meetings_as_it_counts(self):
        self.set_state(self.make_meeting(self.today), "held")
        self.set_state(self.make_meeting(self.today, kind="visit"), "held")
        years = self.env["directive.meeting.year"].search(
            [("year", "=", self.today.year), ("meeting_count", ">", 0)]
        )
        self.assertTrue(years)
        for year in years:
            opened = year.action_open_meetings()
            rows = self.env[opened["res_model"]].search(opened["domain"])
            self.assertEqual(len(rows), year.meeting_count)
            self.assertEqual(rows[0].action_open_meeting()["res_model"], "directive.meeting")

    def test_each_agency_has_its_hours(self):
        meeting = self.make_meeting(
            self.today,
            hour_start=8,
            hour_end=10,
            agency_ids=[Command.set((self.agency_a | self.agency_b).ids)],
        )
        self.set_state(meeting, "held")
        self.env.flush_all()
        rows = self.env["directive.meeting.load"].search([("meeting_id", "=", meeting.id)])
        self.assertEqual(rows.agency_id, self.agency_a | self.agency_b)
        self.assertEqual(rows.mapped("hours"), [2, 2])

    def test_a_year_is_compared_with_the_same_days_of_the_year_before(self):
        for years, count in ((0, 1), (1, 2)):
            day = self.today.replace(year=self.today.year - years, day=min(self.today.day, 28))
            for _number in range(count):
                self.set_state(self.make_meeting(day), "held")
        after = self.today - timedelta(days=360)  # later in the year than today, unless it is over
        self.set_state(self.make_meeting(after), "held")
        self.env.flush_all()
        row = self.env["directive.meeting.year"].search(
            [("group_id", "=", self.group.id), ("year", "=", self.today.year)]
        )
        before = 2 + (after.year < self.today.year and f"{after:%m%d}" <= f"{self.today:%m%d}")
        self.assertEqual(
            (row.meeting_count, row.before_count), (1 + (after.year == self.today.year), before)
        )
        self.assertAlmostEqual(row.change, round(100 * (row.meeting_count - before) / before, 1))

    def test_visits_duty_and_reception_days_are_no_meetings_of_a_year(self):
        for kind in ("visit", "other", "reception", "working"):
            meeting = self.make_meeting(self.today)
            self.set_state(meeting, "held")
            meeting.sudo().with_context(directive_workflow=WORKFLOW).kind = kind
        self.env.flush_all()
        rows = self.env["directive.meeting.year"].search([("group_id", "=", self.group.id)])
        self.assertEqual(rows.meeting_count, 1)

    def test_years_before_the_first_meeting_are_not_shown(self):
        self.set_state(self.make_meeting(self.today), "held")
        self.env.flush_all()
        rows = self.env["directive.meeting.year"].search([("group_id", "=", self.group.id)])
        self.assertEqual(rows.mapped("year"), [self.today.year])

    def test_agencies_and_administrators_do_not_read_the_figures(self):
        for model in ("statistics", "load", "year"):
            for user in (self.user_a, self.admin_user):
                with self.subTest(model, login=user.login), self.assertRaises(AccessError):
                    self.env[f"directive.meeting.{model}"].with_user(user).search([])
