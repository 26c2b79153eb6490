from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestSettingsPage(DirectiveCase):
    """The rules of the product use the values saved on the settings page."""

    def save(self, **vals):
        self.env["res.config.settings"].create(vals).execute()
        return self.env["directive.settings"]

    def test_a_saved_page_is_read_back_as_it_was(self):
        settings = self.save(
            directive_due_soon_days=9,
            directive_silent_days=45,
            directive_completion_day="accepted",
            directive_two_tier_default=True,
            directive_timezone="Asia/Bangkok",
        )
        self.assertEqual(settings._get("due_soon_days"), 9)
        self.assertEqual(settings._get("silent_days"), 45)
        self.assertEqual(settings._get("completion_day"), "accepted")
        self.assertTrue(settings._get("two_tier_default"))
        self.assertEqual(str(settings._timezone()), "Asia/Bangkok")
        self.assertTrue(
            self.env["directive.agency"].create({"name": "New agency"}).requires_head_approval
        )

    def test_an_untouched_page_shows_the_defaults(self):
        page = self.env["res.config.settings"].create({})
        self.assertEqual(page.directive_due_soon_days, 5)
        self.assertEqual(page.directive_completion_day, "reported")
        self.assertEqual(page.directive_quiet_from, 21.0)

    def test_midnight_is_an_hour_like_any_other(self):
        settings = self.save(directive_quiet_from=22.5, directive_quiet_to=0.0)
        self.assertEqual(settings._get("quiet_from"), 22.5)
        self.assertEqual(settings._get("quiet_to"), 0.0)

    def test_no_cap_of_emails_is_a_setting_like_any_other(self):
        self.assertEqual(self.env["res.config.settings"].create({}).directive_email_daily_cap, 20)
        self.assertEqual(self.save(directive_email_daily_cap=0)._get("email_daily_cap"), 0)
        self.assertEqual(self.env["res.config.settings"].create({}).directive_email_daily_cap, 0)

    def test_no_days_and_no_hour_out_of_the_day_are_taken(self):
        for bad in (
            {"directive_due_soon_days": 0},
            {"directive_silent_days": -1},
            {"directive_email_daily_cap": -1},
            {"directive_digest_hour": 24.0},
            {"directive_digest_hour": 23.5},  # after the last run of the day: never
        ):
            with self.assertRaises(ValidationError):
                self.save(**bad)

    def test_due_soon_follows_the_setting(self):
        today = self.env["directive.settings"]._today()
        task = self.make_task(state="in_progress", deadline=today + timedelta(days=300))
        self.assertFalse(task.is_due_soon)
        self.save(directive_due_soon_days=400)
        task.invalidate_recordset()
        self.assertTrue(task.is_due_soon)
