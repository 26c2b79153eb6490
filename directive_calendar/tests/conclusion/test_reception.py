from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .conclusion_common import ConclusionCase


@tagged("post_install", "-at_install")
class TestReception(ConclusionCase):
    """Reception days are announced in time and put off only to another day."""

    def make_reception(self, days, **vals):
        return self.make_meeting(
            self.today + timedelta(days=days), name="Reception", kind="reception", **vals
        )

    def test_a_day_far_enough_is_announced(self):
        day = self.make_reception(30)
        day.action_announce_reception()
        self.assertEqual(day.date_announced, self.today)

    def test_a_day_too_near_is_refused_unless_it_was_not_planned(self):
        day = self.make_reception(2)
        self.assertIn("working days ahead", day.announcement_warning)
        with self.assertRaisesRegex(UserError, "working days ahead"):
            day.action_announce_reception()
        day.unplanned_reason = "Many people have come"
        day.action_announce_reception()
        self.assertTrue(day.date_announced)

    def test_a_day_announced_in_time_stays_in_time(self):
        day = self.make_reception(30)
        day.action_announce_reception()
        with patch.object(
            type(self.env["directive.settings"]),
            "_today",
            lambda _self: day.day - timedelta(days=1),
        ):
            day.invalidate_recordset(["announcement_warning"])
            self.assertFalse(day.announcement_warning)

    def test_the_days_ahead_are_a_setting(self):
        day = self.make_reception(2)
        self.env["ir.config_parameter"].set_param("directive_calendar.reception_days", 1)
        day.invalidate_recordset(["announcement_warning"])
        self.assertFalse(day.announcement_warning)

    def test_only_the_office_announces(self):
        day = self.make_reception(30)
        for user in (self.leader_user, self.user_a, self.admin_user):
            with self.subTest(user.login), self.assertRaises(UserError):
                day.with_user(user).action_announce_reception()

    def test_nobody_writes_the_day_of_the_announcement(self):
        day = self.make_reception(2)
        with self.assertRaises(UserError):
            day.date_announced = self.today - timedelta(days=20)

    def test_a_reception_day_is_not_put_off_without_a_new_day(self):
        day = self.make_reception(30)
        for state in ("postponed", "cancelled"):
            with self.subTest(state), self.assertRaisesRegex(UserError, "new day"):
                day._change({"state": state}, "The chair is ill")

    def test_an_ordinary_meeting_is_no_reception_day(self):
        self.assertFalse(self.make_meeting(self.today).announcement_warning)
