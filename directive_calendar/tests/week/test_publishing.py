from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ...tools.week.difference import difference
from ..calendar_common import MONDAY, CalendarCase


@tagged("post_install", "-at_install")
class TestPublishing(CalendarCase):
    """A week is written, published once, and compared with what it was."""

    def test_a_week_knows_its_iso_number(self):
        week = self.make_week(date(2027, 1, 1))
        self.assertEqual((week.year, week.week), (2026, 53))
        self.assertEqual((week.date_from, week.date_to), (date(2026, 12, 28), date(2027, 1, 3)))
        with self.assertRaises(ValidationError):
            week.date_from = date(2026, 12, 29)

    def test_an_entry_lies_in_its_week(self):
        with self.assertRaises(ValidationError):
            self.make_meeting(day=MONDAY + timedelta(days=7))

    def test_publishing_keeps_how_the_week_stood(self):
        self.make_meeting()
        self.week.action_publish()
        self.assertEqual((self.week.state, self.week.revision), ("published", 0))
        row = self.week.revision_ids.sudo()
        self.assertEqual(row.snapshot[0]["content"], "Regular meeting")
        with self.assertRaises(UserError):
            self.week.action_publish()

    def test_only_the_office_publishes(self):
        for user in (self.user_a, self.leader_user, self.admin_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.week.with_user(user).action_publish()
        with self.assertRaises(UserError):
            self.week.state = "published"

    def test_the_chosen_calendar_proposes_its_first_free_week(self):
        week = self.env["directive.week"].with_user(self.office_user).new({})
        self.assertFalse(week.group_id or week.date_from, "only looking leaves nothing to save")
        week.group_id = self.group
        week._onchange_group_id()
        self.assertEqual(week.date_from, MONDAY + timedelta(days=7))

    def test_the_difference_says_what_it_is_about(self):
        meeting = self.make_meeting()
        self.week.action_publish()
        for values, label in (
            ({"place": "Elsewhere"}, "Another place"),
            ({"hour_start": 9.0}, "Moved"),
            ({"agency_ids": [Command.link(self.agency_a.id)]}, "Invited"),
        ):
            before = self.week._masked_snapshot(self.week._last_of_each_revision()[0])
            meeting._change(values, "A reason")
            after = self.week._masked_snapshot(self.week._last_of_each_revision()[0])
            changes = [self.week._change_in_words(one) for one in difference(before, after)]
            with self.subTest(label):
                self.assertEqual([one["label"] for one in changes], [label])

    def test_a_week_with_entries_is_neither_moved_nor_deleted(self):
        self.make_meeting()
        with self.assertRaises(UserError):
            self.week.date_from = MONDAY + timedelta(days=7)
        with self.assertRaises(UserError):
            self.week.unlink()

    def test_last_week_is_copied_onto_the_same_days_once(self):
        self.make_meeting(
            day=MONDAY + timedelta(days=2), agency_ids=self.agency_a.ids, chair_id=self.chairman.id
        )
        self.make_meeting(name="Storm", is_urgent=True)
        later = self.make_week(MONDAY + timedelta(days=7))
        later.action_copy_last_week()
        later.action_copy_last_week()
        copied = later.meeting_ids
        self.assertEqual((copied.day, copied.hour_start), (date(2026, 12, 16), 8.0))
        self.assertEqual((copied.agency_ids, copied.chair_id), (self.agency_a, self.chairman))
        self.assertNotEqual(copied.uid, self.week.meeting_ids[0].uid)
        copied.unlink()
        self.assertFalse(later.meeting_ids, "what does not repeat is taken out again")

    def test_a_published_week_takes_no_copies(self):
        self.week.action_publish()
        with self.assertRaises(UserError):
            self.week.action_copy_last_week()

    def test_private_entries_of_others_are_not_copied_for_the_reader(self):
        self.make_meeting(self.secretary, is_private=True, chair_id=self.chairman.id)
        later = self.make_week(MONDAY + timedelta(days=7))
        later.with_user(self.office_user).action_copy_last_week()
        self.assertFalse(later.sudo().meeting_ids)
