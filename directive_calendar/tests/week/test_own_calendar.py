from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..calendar_common import MONDAY, CalendarCase

ROWS = """\
Lịch công tác tuần từ ngày 14/12/2026 đến ngày 20/12/2026
Thứ hai, ngày 14/12/2026
- 8h00: Đ/c Lò Quang Vịnh chủ trì họp giao ban cơ quan tại Phòng họp.
"""


@tagged("post_install", "-at_install")
class TestOwnCalendar(CalendarCase):
    """Staff of an agency write the weeks of its own calendar, and of no other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls.make_member("test_keeper", cls.agency_a, role="responder")
        role = cls.env.ref("directive_calendar.group_calendar_keeper")
        cls.keeper.write({"group_ids": [Command.link(role.id)]})
        cls.colleague = cls.make_member("test_colleague", cls.agency_a, role="responder")
        cls.colleague.write({"group_ids": [Command.link(role.id)]})
        cls.director = cls.env["directive.leader"].create({"name": "Director of A"})
        cls.ours = cls.env["directive.week.group"].create(
            {
                "name": "Department A",
                "agency_id": cls.agency_a.id,
                "leader_ids": cls.director.ids,
            }
        )
        cls.hall = cls.env["directive.room"].create(
            {"name": "Hall of A", "agency_id": cls.agency_a.id}
        )
        cls.own_week = cls.env["directive.week"].with_user(cls.keeper)._week_of(cls.ours, MONDAY)

    def enter(self, user=None, **vals):
        values = {"week_id": self.own_week.id, "day": MONDAY, "name": "Staff meeting"}
        meetings = self.env["directive.meeting"].with_user(user or self.keeper)
        return meetings.create({**values, "chair_id": self.director.id, **vals})

    def change(self, meeting, **vals):
        forms = self.env["directive.meeting.change"].with_user(self.keeper)
        form = forms.with_context(default_meeting_id=meeting.id).create(vals)
        return form.action_apply()

    def test_they_write_publish_and_change_their_weeks(self):
        meeting = self.enter(room_id=self.hall.id, hour_start=8.0)
        meeting.write({"name": "Briefing"})
        self.own_week.action_publish()
        with self.assertRaises(UserError):
            meeting.write({"name": "Silently"})
        self.change(meeting, step="change", place="Room 1", reason="More room")
        self.assertEqual((meeting.place, meeting.sequence), ("Room 1", 1))
        self.change(meeting, step="cancel", reason="Storm")
        self.assertEqual(meeting.state, "cancelled")
        self.assertEqual(self.own_week.revision, 1)

    def test_an_entry_is_called_in_a_published_week(self):
        self.own_week.action_publish()
        forms = self.env["directive.meeting.change"].with_user(self.keeper)
        values = {"step": "call", "week_id": self.own_week.id, "name": "Called", "day": MONDAY}
        forms.create({**values, "reason": "Flood"}).action_apply()
        self.assertEqual(self.own_week.meeting_ids.mapped("name"), ["Called"])

    def test_they_copy_the_week_before_and_import_one(self):
        self.enter()
        later = self.own_week._week_of(self.ours, MONDAY + timedelta(days=7))
        later.action_copy_last_week()
        self.assertEqual(later.meeting_ids.mapped("name"), ["Staff meeting"])
        wizards = self.env["directive.week.import"].with_user(self.keeper)
        wizard = wizards.create({"group_id": self.ours.id, "pasted_text": ROWS})
        wizard.action_read()
        wizard.action_confirm()
        self.assertEqual(len(later.meeting_ids), 2)
        self.assertFalse(later.meeting_ids.chair_id & self.chairman)

    def test_another_calendar_is_not_theirs(self):
        theirs = self.make_meeting()
        weeks = self.env["directive.week"].with_user(self.keeper)
        for act in (
            lambda: weeks.create({"group_id": self.group.id, "date_from": "2026-12-21"}),
            lambda: self.enter(week_id=self.week.id),
            lambda: theirs.with_user(self.keeper).write({"name": "x"}),
            lambda: theirs.with_user(self.keeper).read(["name"]),
            lambda: self.week.with_user(self.keeper).action_publish(),
            lambda: self.own_week.with_user(self.user_b).write({"date_from": "2026-12-21"}),
            lambda: self.enter(user=self.user_a),
        ):
            with self.assertRaises(AccessError):
                act()
            self.env.invalidate_all()

    def test_only_their_own_leaders_and_rooms_are_named(self):
        meeting = self.enter()
        guest = {"meeting_id": meeting.id, "agency_id": self.agency_b.id}
        rows = meeting.participation_ids
        for number, act in enumerate(
            (
                lambda: meeting.write({"chair_id": self.chairman.id}),
                lambda: meeting.write({"room_id": self.room.id}),
                lambda: meeting.write({"car_ids": [Command.link(self.car.id)]}),
                lambda: meeting.write({"attending_ids": [Command.link(self.chairman.id)]}),
                lambda: rows.create({"meeting_id": meeting.id, "leader_id": self.chairman.id}),
                lambda: rows.create(guest),
                lambda: self.enter(room_id=self.room.id),
            )
        ):
            with self.subTest(number), self.assertRaises(ValidationError), self.env.cr.savepoint():
                act()
                self.env.flush_all()
            self.env.invalidate_all()
        with self.assertRaises(AccessError):
            meeting.write({"agency_ids": [Command.link(self.agency_b.id)]})

    def test_a_private_entry_is_its_authors(self):
        private = self.enter(is_private=True, chair_id=False)
        self.assertFalse(private.with_user(self.colleague).has_access("read"))
        self.own_week.with_user(self.colleague).action_publish()
        entry = self.own_week.with_user(self.colleague)._entries()[0]
        self.assertEqual(entry["content"], "Busy")

    def test_when_the_leaders_of_the_house_are_busy_is_not_tried_out(self):
        self.ours.leader_ids |= self.chairman
        self.make_meeting(chair_id=self.chairman.id)
        meeting = self.enter(chair_id=self.chairman.id, hour_start=8.0)
        self.assertFalse(meeting.conflict_text)
        twice = self.enter(chair_id=self.chairman.id, hour_start=8.5)
        self.assertIn("Staff meeting", twice.conflict_text)

    def test_invitations_and_conclusions_remain_with_the_office(self):
        meeting = self.enter()
        self.own_week.action_publish()
        for act in (meeting.action_invite, meeting.action_hold, meeting.action_issue_conclusions):
            with self.assertRaises(UserError):
                act()
