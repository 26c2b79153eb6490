from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .joined_common import JoinedCase

DURING = "2026-12-14 02:00:00"
REASON = "Marked on the wrong day"


@tagged("post_install", "-at_install")
class TestHeldTogether(JoinedCase):
    """Held or not held after all: one press on either side does both, where the person may."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.both = cls.make_user("test_both")
        roles = (
            "directive_tracking.group_directive_office",
            "directive_petition.group_petition_user",
        )
        cls.both.write({"group_ids": [Command.link(cls.env.ref(role).id) for role in roles]})
        cls.env["directive.agency.member"].create(
            {"agency_id": cls.agency_office.id, "user_id": cls.both.id, "role": "responder"}
        )

    def setUp(self):
        super().setUp()
        self.meeting = self.enter()
        self.session = self.publish(self.meeting)
        self.startPatcher(freeze_time(DURING))

    def hold(self, side, user):
        (self.session if side == "session" else self.meeting).with_user(user).action_hold()

    def take_back(self, side, user, reason=REASON):
        if side == "session":
            form = self.env["petition.session.taking.back"].with_user(user)
            form.create({"session_id": self.session.id, "reason": reason}).action_take_back()
        else:
            form = self.env["directive.meeting.change"].with_user(user)
            form = form.with_context(default_meeting_id=self.meeting.id)
            form.create({"step": "not_held", "reason": reason}).action_apply()

    def states(self):
        return self.meeting.state, self.session.state

    def said(self):
        """Return what the form of each side says of the other."""
        self.env.invalidate_all()
        meeting = self.meeting.with_user(self.office_user).session_difference
        return meeting, self.session.with_user(self.staff).calendar_difference

    def test_each_press_does_both_and_both_trails_say_why(self):
        for side in ("meeting", "session"):
            with self.subTest(side=side):
                self.hold(side, self.both)
                self.assertEqual(self.states(), ("held", "held"))
                self.take_back(side, self.both)
                self.assertEqual(self.states(), ("approved", "planned"))
                change = self.meeting.revision_ids.sorted("number")[-1]
                step = self.session.step_ids.sorted("id")[-1]
                self.assertEqual((change.kind, step.verb), ("not_held", "not_held"))
                self.assertEqual((change.reason, step.reason), (REASON, REASON))
                self.assertEqual(change.user_id | step.user_id, self.both)
        verbs = self.session.step_ids.sorted("id").mapped("verb")
        self.assertEqual(verbs, ["hold", "not_held"] * 2)
        self.assertEqual(self.said(), (False, False))

    def test_taken_back_on_one_side_it_is_held_again_by_a_press_on_the_other(self):
        self.hold("session", self.both)
        self.take_back("meeting", self.both)
        self.hold("session", self.both)
        self.take_back("session", self.both)
        self.hold("meeting", self.both)
        self.assertEqual(self.states(), ("held", "held"))

    def test_a_second_press_is_refused_on_both_sides(self):
        self.hold("meeting", self.both)
        self.take_back("meeting", self.both)
        for side in ("meeting", "session"):
            with self.subTest(side=side), self.assertRaises(UserError):
                self.take_back(side, self.both)
        self.assertEqual(len(self.session.step_ids), 2)

    def test_who_may_do_only_the_calendar_reads_who_does_the_session(self):
        self.hold("meeting", self.office_user)
        self.assertEqual(self.states(), ("held", "planned"))
        calendar, desk = self.said()
        self.assertIn("reception staff of Test Office", calendar)
        self.assertIn("specialist of the Office", desk)
        self.hold("session", self.staff)
        self.assertEqual(self.said(), (False, False))
        self.take_back("meeting", self.office_user)
        self.assertEqual(self.states(), ("approved", "held"))
        calendar, desk = self.said()
        self.assertIn("reception staff of Test Office", calendar)
        self.assertIn("specialist of the Office", desk)

    def test_who_may_do_only_the_session_leaves_the_calendar(self):
        self.hold("session", self.staff)
        self.assertEqual(self.states(), ("approved", "held"))
        self.hold("meeting", self.office_user)
        self.take_back("session", self.staff)
        self.assertEqual(self.states(), ("held", "planned"))

    def test_what_was_concluded_on_one_side_was_held_on_the_other(self):
        self.hold("meeting", self.both)
        self.session._record(state="concluded")
        for user in (self.both, self.office_user):
            with self.assertRaisesRegex(UserError, "have been issued"), self.env.cr.savepoint():
                self.take_back("meeting", user)
        self.session._record(state="held")
        self.meeting._write_conclusion(state="concluded")
        for user in (self.both, self.staff):
            with self.assertRaisesRegex(UserError, "have been issued"), self.env.cr.savepoint():
                self.take_back("session", user)

    def test_where_people_were_received_neither_side_is_taken_back(self):
        self.hold("session", self.both)
        visits = self.env["petition.visit"].with_user(self.both)
        visits.create({"visitor_name": "Nguyễn Thị Ánh", "session_id": self.session.id})
        with (
            self.assertRaisesRegex(UserError, "people who were received"),
            self.env.cr.savepoint(),
        ):
            self.take_back("meeting", self.both)
        self.env.invalidate_all()
        self.assertEqual(self.states(), ("held", "held"))

    def test_the_day_that_was_not_held_is_moved_from_either_side(self):
        self.hold("session", self.both)
        self.take_back("session", self.both)
        self.session.with_user(self.both).action_move("2026-12-23", "The chairman fell ill")
        self.assertEqual(str(self.meeting.day), "2026-12-23")
