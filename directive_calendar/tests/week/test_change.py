from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ...tools.week.words import OFF
from ..calendar_common import MONDAY, NOW, CalendarCase


@tagged("post_install", "-at_install")
class TestChange(CalendarCase):
    """In a published week every change is a numbered revision with a reason, and nothing is lost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls.make_meeting(
            chair_id=cls.chairman.id,
            place="Room 5",
            agency_ids=[Command.set((cls.agency_a | cls.agency_b).ids)],
        )
        cls.week.action_publish()

    def last(self, meeting=None):
        return (meeting or self.meeting).revision_ids.sorted("number")[-1:]

    def test_a_change_that_empties_what_is_needed_is_refused_in_a_sentence(self):
        for name in ("day", "name", "half_day"):
            with self.subTest(name), self.assertRaisesRegex(UserError, "Enter the day"):
                self.meeting._change({name: False}, "Flood")

    def test_no_door_writes_a_published_entry(self):
        entry = self.meeting
        doors = {
            "write": lambda: entry.write({"name": "x"}),
            "drag": lambda: entry.write({"date_start": "2026-12-08 01:00:00"}),
            "list": lambda: entry.write({"agency_ids": [Command.clear()]}),
            "row": lambda: entry.participation_ids.write({"role": "chair"}),
            "new row": lambda: entry.participation_ids.create(
                {"meeting_id": entry.id, "leader_id": self.deputy.id}
            ),
            "row moved": lambda: self.make_draft_row().write({"meeting_id": entry.id}),
            "delete": entry.unlink,
            "delete row": entry.participation_ids.unlink,
            "preparation": lambda: entry.preparing_ids.create({"meeting_id": entry.id}),
            "from the week": lambda: self.week.write(
                {"meeting_ids": [Command.update(entry.id, {"name": "x"})]}
            ),
            "new entry": lambda: self.make_meeting(name="New"),
            "moved in": lambda: self.make_draft().write({"week_id": self.week.id, "day": MONDAY}),
        }
        for name, door in doors.items():
            with self.subTest(door=name), self.assertRaises(UserError), self.env.cr.savepoint():
                door()

    def make_draft(self):
        week = self.make_week(MONDAY + timedelta(days=7))
        return self.make_meeting(week_id=week.id, day=week.date_from)

    def make_draft_row(self):
        draft = self.make_draft()
        draft.attending_ids = self.deputy
        return draft.participation_ids

    def test_a_state_is_written_by_steps_alone(self):
        for vals in ({"state": "cancelled"}, {"sequence": 5}, {"uid": "x"}, {"reason": "x"}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                self.make_draft().write(vals)
        forged = self.make_meeting(
            week_id=self.make_draft().week_id.id,
            day=MONDAY + timedelta(days=7),
            state="concluded",
            author_id=self.leader_user.id,
            uid="x",
        )
        self.assertEqual(
            (forged.state, forged.author_id, forged.uid == "x"),
            ("approved", self.office_user, False),
        )

    def test_a_move_keeps_what_was_and_why(self):
        uid = self.meeting.uid
        self.meeting._change({"day": "2026-12-08", "hour_start": 14.0, "hour_end": 0}, "Storm")
        row = self.last()
        self.assertEqual((row.kind, row.number, row.reason), ("moved", 1, "Storm"))
        self.assertEqual(row.old_values["date_start"], "2026-12-07 01:00:00")
        self.assertEqual(row.new_values["date_start"], "2026-12-08 07:00:00")
        self.assertEqual((self.meeting.sequence, self.meeting.uid), (1, uid))
        self.assertIn("08:00-10:00", self.meeting._entry()["moved_from"])
        self.assertIn("→", row.change_text)

    def test_each_kind_of_change_is_named(self):
        kinds = {
            "place": {"place": "Hall"},
            "chair": {"chair_id": self.deputy.id},
            "invited": {"agency_ids": [Command.link(self.commune_x.id)]},
            "excluded": {"agency_ids": [Command.unlink(self.agency_b.id)]},
            "wording": {"name": "Meeting on floods"},
            "postponed": {"state": "postponed"},
            "cancelled": {"state": "cancelled"},
        }
        for kind, values in kinds.items():
            self.meeting._change(values, "Because")
            self.assertEqual(self.last().kind, kind)
        self.assertEqual(self.meeting.sequence, len(kinds))

    def test_a_meeting_that_goes_elsewhere_leaves_its_room(self):
        self.meeting._change({"room_id": self.room.id}, "A room is found")
        booking = self.env["directive.room.booking"].search([("meeting_id", "=", self.meeting.id)])
        for place, kept in (("Room 5, second floor", True), ("House of culture", False)):
            self.meeting._change({"place": place}, "Too many people")
            with self.subTest(place):
                self.assertEqual((bool(self.meeting.room_id), booking.is_active), (kept, kept))

    def test_who_is_no_longer_invited_stays_on_record(self):
        self.meeting._change({"agency_ids": [Command.unlink(self.agency_b.id)]}, "Not concerned")
        self.assertEqual(self.meeting.agency_ids, self.agency_a)
        row = self.meeting.participation_ids.filtered("is_excluded")
        self.assertEqual(row.agency_id, self.agency_b)
        self.meeting._change(
            {"agency_ids": [Command.link(self.agency_b.id)]}, "Concerned after all"
        )
        self.assertFalse(self.meeting.participation_ids.filtered("is_excluded"))
        self.assertEqual(len(self.meeting.participation_ids), 2)

    def test_a_change_needs_a_reason_and_only_names_records(self):
        with self.assertRaises(ValidationError):
            self.meeting._change({"place": "Hall"}, " ")
        with self.assertRaises(ValidationError):
            self.meeting._change({"agency_ids": [Command.create({"name": "x"})]}, "x")
        with self.assertRaises(UserError):
            self.meeting._change({"uid": "x"}, "x")

    def test_a_meeting_moved_behind_its_end_lasts_as_long_as_before(self):
        for start, end in ((14, 16), (15, 16), (23, False)):
            self.meeting._change({"hour_start": start}, "Later")
            self.assertEqual((self.meeting.hour_start, self.meeting.hour_end), (start, end))

    def test_an_hour_tells_its_half_day_in_every_form(self):
        models = [
            name
            for name, model in self.env.items()
            if {"hour_start", "half_day"} <= model._fields.keys() and not model._abstract
        ]
        self.assertGreaterEqual(len(models), 4)
        for name in models:
            with self.subTest(model=name):
                onchange = self.env[name]._onchange_methods.get("hour_start")
                self.assertTrue(onchange)
                entry = self.env[name].new({"half_day": "morning", "hour_start": 14.0})
                entry._onchange_hour_start()
                self.assertEqual(entry.half_day, "afternoon")

    def test_a_meeting_moved_to_the_afternoon_stands_there_on_the_page(self):
        self.meeting._change({"hour_start": 14.0}, "Later")
        self.assertEqual(self.meeting.half_day, "afternoon")
        self.meeting._change({"hour_start": 8.0, "half_day": "all_day"}, "Longer")
        self.meeting._change({"hour_start": 15.0}, "Later")
        self.assertEqual(self.meeting.half_day, "all_day")

    def test_what_changes_nothing_is_no_revision(self):
        self.assertFalse(self.meeting._change({"place": "Room 5"}, "x"))
        self.assertEqual(self.week.revision, 0)

    def test_what_is_over_is_not_changed(self):
        self.meeting._change({"state": "cancelled"}, "Rain")
        with self.assertRaises(UserError):
            self.meeting._change({"place": "Hall"}, "x")

    def test_a_meeting_moved_to_a_week_to_come_is_the_same_meeting(self):
        self.meeting._change({"day": "2026-12-15"}, "Storm")
        self.assertEqual(self.meeting.week_id.date_from, date(2026, 12, 14))
        self.assertEqual((self.meeting.is_shown, self.week.revision), (True, 1))
        with self.assertRaises(UserError):
            self.meeting.name = "Written freely"
        self.meeting.with_user(self.user_a).check_access("read")

    def test_a_merged_meeting_names_the_other_and_brings_its_agencies(self):
        other = self.call(name="Other", agency_ids=[Command.set(self.commune_x.ids)])
        other._merge_into(self.meeting, "One meeting is enough")
        self.assertEqual((other.state, other.successor_id), ("cancelled", self.meeting))
        self.assertEqual(self.last(other).kind, "merged")
        self.assertIn(self.commune_x, self.meeting.agency_ids)
        with self.assertRaises(UserError):
            self.meeting._merge_into(self.meeting, "Itself")

    def test_each_step_that_takes_a_meeting_out_has_a_way_back(self):
        other = self.call(name="Other")
        self.meeting._change({"room_id": self.room.id}, "Larger")
        for step, _label in self.env["directive.meeting.change"]._fields["step"].selection:
            if step in ("call", "change", "refuse", "reinstate", "take_up", "not_held"):
                continue
            with self.subTest(step=step):
                self.form(step=step, reason="Rain", successor_id=other.id).action_apply()
                self.assertIn(self.meeting.state, OFF)
                before, changes = self.meeting.sequence, self.week.revision
                self.week.revision_ids.sudo().flush_recordset()
                with freeze_time(NOW + timedelta(minutes=2 * before)):
                    self.form(step="reinstate", reason="A mistake").action_apply()
                self.assertEqual(
                    (self.meeting.state, self.meeting.sequence), ("approved", before + 1)
                )
                self.assertEqual(
                    (self.last().kind, self.last().reason), ("reinstated", "A mistake")
                )
                self.assertFalse(self.meeting.successor_id)
                self.assertEqual(self.week.revision, changes + 1)
                self.assertEqual(self.kinds_of_last_revision(), ["reinstated"])
                self.assertTrue(self.meeting._wanted_bookings())
                self.assertIn(b"STATUS:CONFIRMED", self.meeting._ics())

    def kinds_of_last_revision(self):
        new, old = self.week._last_of_each_revision()[:2]
        return [one["kind"] for one in self.week._changes_between(old, new)]

    def test_only_what_is_off_is_reinstated_with_a_reason_by_who_writes_the_calendar(self):
        with self.assertRaisesRegex(UserError, "reinstated"):
            self.form(step="reinstate", reason="x").action_apply()
        self.meeting._change({"state": "cancelled"}, "Rain")
        with self.assertRaises(ValidationError):
            self.form(step="reinstate", reason=" ").action_apply()
        for user in (self.user_a, self.leader_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.form(user=user, step="reinstate", reason="x").action_apply()
        refused = self.register(day=MONDAY + timedelta(days=7))
        refused._refuse_registration("The leader is away")
        with self.assertRaisesRegex(UserError, "reinstated"):
            refused._reinstate({}, "x")

    def test_a_room_that_another_has_meanwhile_refuses_the_way_back_until_another_is_named(self):
        self.meeting._change({"room_id": self.room.id}, "Larger")
        self.meeting._change({"state": "cancelled"}, "Rain")
        self.call(name="Other", day=str(MONDAY), hour_start=9.0, room_id=self.room.id)
        form = self.form(step="reinstate", reason="A mistake")
        with self.assertRaisesRegex(ValidationError, "taken by “Other”"), self.env.cr.savepoint():
            form.action_apply()
        self.assertEqual(self.meeting.state, "cancelled")
        form.write({"room_id": False, "day": "2026-12-08"})
        form.action_apply()
        self.assertEqual((self.meeting.state, self.last().kind), ("approved", "reinstated"))
        self.assertIn("07/12", self.meeting._entry()["moved_from"])

    def call(self, **vals):
        values = {"day": "2026-12-09", "half_day": "morning", **vals}
        return (
            self.env["directive.meeting"]
            .with_user(self.office_user)
            ._call(self.week, values, "Flood")
        )

    def test_a_new_entry_in_a_published_week_is_a_revision_of_it(self):
        called = self.call(name="Flood")
        self.assertEqual((self.last(called).kind, called.sequence), ("called", 0))
        self.assertEqual((self.week.revision, called.is_shown), (1, True))

    def test_changes_of_one_person_within_a_minute_are_one_revision_of_the_week(self):
        moments = ((0, 1), (30, 1), (200, 2))
        for seconds, number in moments:
            with freeze_time(NOW + timedelta(seconds=seconds)):
                self.meeting._change({"place": f"Room {seconds}"}, "x")
            self.assertEqual(self.week.revision, number)
        self.meeting.with_user(self.other_office)._change({"place": "Hall"}, "x")
        self.assertEqual(self.week.revision, 3, "of somebody else")
        self.assertEqual(self.week._last_of_each_revision().mapped("number"), [3, 2, 1, 0])
        self.assertEqual(self.week.date_updated, datetime(2026, 12, 1, 1, 0))

    def test_the_form_changes_only_what_was_changed_in_it(self):
        form = self.form(step="change")
        self.assertEqual((form.day, form.agency_ids), (MONDAY, self.agency_a | self.agency_b))
        form.write({"place": "Hall", "reason": "Larger"})
        form.action_apply()
        self.assertEqual(self.last().kind, "place")

    def form(self, user=None, **vals):
        forms = self.env["directive.meeting.change"].with_user(user or self.office_user)
        return forms.with_context(default_meeting_id=self.meeting.id).create(vals)

    def test_a_form_filled_in_before_somebody_else_changed_the_meeting_is_refused(self):
        form = self.form(step="cancel", reason="Rain")
        self.meeting._change({"place": "Hall"}, "x")
        with self.assertRaisesRegex(UserError, "meanwhile"):
            form.action_apply()

    def test_only_the_office_changes_meetings(self):
        for user in (self.user_a, self.leader_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.form(user=user, step="cancel", reason="x").action_apply()

    def test_each_step_of_the_form_does_what_it_says(self):
        for step, state in (("postpone", "postponed"), ("cancel", "cancelled")):
            self.form(step=step, reason="Rain").action_apply()
            self.assertEqual(self.meeting.state, state)
        forms = self.env["directive.meeting.change"].with_user(self.office_user)
        forms.create(
            {
                "week_id": self.week.id,
                "step": "call",
                "day": "2026-12-08",
                "name": "Flood",
                "reason": "Flood",
            }
        ).action_apply()
        called = self.week.meeting_ids.filtered(lambda one: one.name == "Flood")
        self.assertEqual((called.unplanned_reason, called.reason), ("Flood", "Flood"))

    def test_the_record_of_changes_is_evidence(self):
        self.meeting._change({"place": "Hall"}, "x")
        for row in (self.last().sudo(), self.week.revision_ids[:1].sudo()):
            for act in (row.unlink, row.copy, lambda row=row: row.write({"number": 9})):
                with self.assertRaises(UserError):
                    act()
