from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..calendar_common import MONDAY, CalendarCase

TOO_LATE = datetime(2026, 12, 3, 10, 1)  # Thursday, 17:01 in Vietnam


@tagged("post_install", "-at_install")
class TestRegistration(CalendarCase):
    """Agencies ask for meetings in time; the Office approves, moves, merges or refuses them."""

    def test_what_an_agency_registers_waits_for_the_office_in_that_week(self):
        asked = self.register(agency_ids=self.agency_b.ids)
        self.assertEqual((asked.state, asked.week_id), ("registered", self.week))
        self.assertEqual(asked.registered_by_agency_id, self.agency_a)
        asked.with_user(self.user_a).check_access("read")
        self.assertFalse(asked.with_user(self.user_b).has_access("read"), "invited, not yet told")
        self.assertFalse(self.week._entries())

    def test_nobody_registers_for_another_agency(self):
        for user in (self.user_b, self.user_below):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.register(user=user)

    def test_registration_closes_at_the_hour_set(self):
        with freeze_time(TOO_LATE):
            with self.assertRaisesRegex(UserError, "17:00 03/12/2026"):
                self.register()
            self.register(day=MONDAY + timedelta(days=7))
        with freeze_time(TOO_LATE - timedelta(minutes=2)):
            self.register()

    def test_nobody_registers_for_a_year_that_was_mistyped(self):
        last = MONDAY + timedelta(weeks=51)
        self.register(day=last)
        for day in (last + timedelta(weeks=2), last.replace(year=2062)):
            with self.subTest(day=day), self.assertRaisesRegex(UserError, "at most a year ahead"):
                self.register(day=day)

    def test_no_week_of_a_mistyped_year_is_begun(self):
        weeks = self.env["directive.week"].with_user(self.office_user)
        for day in (MONDAY.replace(year=2062), MONDAY.replace(year=1999)):
            with self.subTest(day=day), self.assertRaisesRegex(ValidationError, "check the year"):
                weeks._week_of(self.group, day)

    def test_a_taken_room_is_said_while_it_is_typed_but_not_who_has_it(self):
        self.make_meeting(name="Budget", room_id=self.room.id)
        typed = {"day": MONDAY, "half_day": "morning", "hour_start": 9, "room_id": self.room.id}
        forms = self.env["directive.meeting.registration"].with_user(self.user_a)
        self.assertRegex(forms.new(typed).taken_text, "Room 5 is taken from 08:00 to 10:00")
        self.assertNotIn("Budget", forms.new(typed).taken_text)
        for free in ({**typed, "hour_start": 10}, {**typed, "room_id": False}, {}):
            with self.subTest(free):
                self.assertFalse(forms.new(free).taken_text)

    def test_nothing_is_registered_in_a_published_week(self):
        self.week.action_publish()
        with self.assertRaises(UserError):
            self.register()

    def test_a_week_is_not_published_over_undecided_registrations(self):
        asked = self.register()
        with self.assertRaisesRegex(UserError, "Meeting asked for"):
            self.week.action_publish()
        asked.action_approve()
        self.week.action_publish()
        self.assertEqual(asked.state, "approved")

    def test_the_office_moves_a_registered_meeting_freely(self):
        asked = self.register()
        asked.write({"day": MONDAY + timedelta(days=1), "hour_start": 9})
        self.assertEqual(asked.state, "registered")

    def test_a_refusal_needs_a_reason_that_the_agency_reads(self):
        asked = self.register()
        self.form(asked, step="refuse", reason="The leader is away").action_apply()
        self.assertEqual((asked.state, asked.reason), ("cancelled", "The leader is away"))
        self.assertEqual(asked.with_user(self.user_a).read(["reason"])[0]["reason"], asked.reason)
        with self.assertRaises(UserError):
            self.form(self.register(), step="refuse").action_apply()

    def test_how_a_registration_ended_is_named(self):
        refused, withdrawn, merged, cancelled = (self.register() for _number in range(4))
        refused._refuse_registration("The leader is away")
        withdrawn.with_user(self.user_a).action_withdraw()
        merged._merge_registration(cancelled, "One is enough")
        cancelled.action_approve()
        ended = refused | withdrawn | merged
        self.assertEqual(ended.mapped("standing_text"), ["Refused", "Withdrawn", "Merged"])
        self.week.action_publish()
        cancelled._change({"state": "cancelled"}, "The leader is away")
        self.assertEqual(cancelled.standing_text, "Cancelled")
        self.assertEqual(ended.mapped("mark_text"), ["Refused", "Withdrawn", "Merged"])

    def test_a_withdrawal_that_was_taken_up_is_forgotten(self):
        asked = self.register()
        asked.with_user(self.user_a).action_withdraw()
        asked._take_up("They ask again")
        asked._refuse_registration("The leader is away")
        self.assertEqual(asked.standing_text, "Refused")

    def form(self, meeting, **vals):
        forms = self.env["directive.meeting.change"].with_user(self.office_user)
        return forms.with_context(default_meeting_id=meeting.id).create(vals)

    def test_a_merged_registration_brings_its_agency_to_the_other_meeting(self):
        asked, other = self.register(), self.make_meeting(name="Other")
        self.form(asked, step="merge", successor_id=other.id, reason="One is enough").action_apply()
        self.assertEqual((asked.state, asked.successor_id), ("cancelled", other))
        self.assertEqual(other.agency_ids, self.agency_a)

    def test_a_decision_is_taken_once(self):
        asked = self.register()
        asked.action_approve()
        for act in (asked.action_approve, lambda: asked._refuse_registration("x")):
            with self.assertRaises(UserError):
                act()

    def test_an_agency_withdraws_its_own_until_the_office_has_decided(self):
        asked = self.register()
        with self.assertRaises(AccessError):
            asked.with_user(self.user_b).action_withdraw()
        asked.with_user(self.user_a).action_withdraw()
        self.assertEqual(asked.state, "cancelled")
        late = self.register()
        late.action_approve()
        with self.assertRaises(UserError):
            late.with_user(self.user_a).action_withdraw()

    def test_only_the_office_decides(self):
        asked = self.register()
        for user in (self.user_a, self.leader_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                asked.with_user(user).action_approve()

    def test_what_was_registered_is_not_deleted(self):
        with self.assertRaises(UserError):
            self.register().unlink()

    def ways_to_turn_away(self):
        """Return ``{name: function of a registration}``."""
        other = self.make_meeting(name="Other")
        return {
            "refused": lambda one: one._refuse_registration("The leader is away"),
            "merged": lambda one: one._merge_into(other, "One is enough"),
            "withdrawn": lambda one: one.with_user(self.user_a).action_withdraw(),
        }

    def test_what_was_turned_away_stays_as_it_was_registered(self):
        for way, turn_away in self.ways_to_turn_away().items():
            asked = self.register(room_id=self.room.id)
            asked.attending_ids = self.deputy
            turn_away(asked)
            changes = (
                lambda one=asked: one.write({"name": "Another"}),
                lambda one=asked: one.write({"week_id": self.make_week().id}),
                lambda one=asked: one.participation_ids.write({"role": "chair"}),
                lambda one=asked: one.participation_ids.unlink(),
                lambda one=asked: one.preparing_ids.create({"meeting_id": one.id}),
            )
            for place, change in enumerate(changes):
                with self.subTest(way, change=place), self.assertRaisesRegex(UserError, "stays as"):
                    change()
            asked.monitor_id = self.other_office
            self.take_up(asked)
            asked.name = "Another"

    def test_an_entry_merged_in_a_draft_is_deleted_and_not_changed(self):
        entry = self.merged_in_a_draft()
        with self.assertRaisesRegex(UserError, "use “Reinstate” first"):
            entry.name = "Another"
        entry.unlink()

    def merged_in_a_draft(self, **vals):
        entry, other = self.make_meeting(**vals), self.make_meeting(name="Other")
        entry._merge_into(other, "One is enough")
        return entry

    def reinstate(self, meeting, user=None, **vals):
        forms = self.env["directive.meeting.change"].with_user(user or self.office_user)
        forms = forms.with_context(default_meeting_id=meeting.id)
        return forms.create({"step": "reinstate", "reason": "Two after all", **vals}).action_apply()

    def test_an_entry_merged_or_cancelled_in_a_draft_is_reinstated_and_nobody_is_told(self):
        merged, cancelled = self.merged_in_a_draft(room_id=self.room.id), self.make_meeting()
        cancelled._change({"state": "cancelled"}, "Not needed")
        for entry in (merged, cancelled):
            self.reinstate(entry)
            self.assertEqual((entry.state, entry.successor_id.id), ("approved", False))
            self.assertFalse(entry.revision_ids)
            entry.name = "Written freely again"
            with self.assertRaisesRegex(UserError, "reinstated"):
                self.reinstate(entry)
        self.assertTrue(merged._wanted_bookings())
        merged.week_id.action_publish()
        self.assertIn("Written freely again", merged.week_id.meeting_ids.mapped("name"))

    def test_what_was_merged_in_a_draft_is_entered_anew_once_the_week_is_published(self):
        entry = self.merged_in_a_draft()
        entry.week_id.action_publish()
        with self.assertRaisesRegex(UserError, "enter the meeting there"):
            self.reinstate(entry)

    def test_only_who_writes_the_calendar_reinstates_in_a_draft(self):
        entry = self.merged_in_a_draft()
        for user in (self.user_a, self.leader_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.reinstate(entry, user)

    def take_up(self, meeting, reason="It matters after all", user=None):
        forms = self.env["directive.meeting.change"].with_user(user or self.office_user)
        forms = forms.with_context(default_meeting_id=meeting.id)
        return forms.create({"step": "take_up", "reason": reason}).action_apply()

    def test_whatever_turned_a_registration_away_it_is_considered_again(self):
        for way, turn_away in self.ways_to_turn_away().items():
            with self.subTest(way):
                asked = self.register()
                turn_away(asked)
                self.take_up(asked)
                self.assertEqual(
                    (asked.state, asked.reason, asked.successor_id.id),
                    ("registered", "It matters after all", False),
                )
                asked.action_approve()
                self.assertEqual(asked.state, "approved")

    def test_only_a_registration_that_was_turned_away_is_considered_again(self):
        asked = self.register()
        for meeting in (asked, self.make_meeting()):
            with self.assertRaisesRegex(UserError, "not a refused registration"):
                self.take_up(meeting)
        asked._refuse_registration("The leader is away")
        with self.assertRaisesRegex(UserError, "reason"):
            self.take_up(asked, " ")
        for user in (self.user_a, self.leader_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.take_up(asked, user=user)
        self.week.action_publish()
        with self.assertRaisesRegex(UserError, "published"):
            self.take_up(asked)
