from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..calendar_common import NOW
from ..invitation_common import InvitationCase

DURING = NOW + timedelta(days=6, hours=1)  # of two hours from 08:00 on
AFTERWARDS = NOW + timedelta(days=6, hours=5)


@tagged("post_install", "-at_install")
class TestHolding(InvitationCase):
    """A meeting noted as held by mistake stands again as before its day."""

    def setUp(self):
        super().setUp()
        self.invite()
        self.send()
        self.startPatcher(freeze_time(AFTERWARDS))

    def take_back(self, user=None, reason="The chair fell ill"):
        forms = self.env["directive.meeting.change"].with_user(user or self.office_user)
        form = forms.with_context(default_meeting_id=self.meeting.id)
        form.create({"step": "not_held", "reason": reason}).action_apply()

    def test_before_its_time_is_over_it_is_invited_again_and_nobody_is_told(self):
        told, changes = len(self.notices()), self.week.revision
        with freeze_time(DURING):
            for step in (self.meeting.action_begin, self.meeting.action_hold):
                step()
                before = self.meeting.sequence
                self.take_back()
                self.assertEqual(
                    (self.meeting.state, self.meeting.sequence), ("invited", before + 1)
                )
                last = self.meeting.revision_ids.sorted("number")[-1]
                self.assertEqual((last.kind, last.reason), ("not_held", "The chair fell ill"))
                self.assertEqual(last.user_id, self.office_user)
            self.gather()
        self.assertEqual(len(self.notices()), told, "nothing of what they know has changed")
        self.assertEqual(self.week.revision, changes, "no page says whether it was held")

    def test_once_its_time_is_over_it_is_put_off_and_gets_a_new_time(self):
        self.meeting.action_hold()
        self.take_back()
        self.assertEqual(
            (self.meeting.state, self.meeting.reason), ("postponed", "The chair fell ill")
        )
        self.change(day=self.next_week.date_from)
        self.gather()
        self.assertEqual(self.meeting.state, "invited")
        text = self.words(self.notices("meeting_moved")[-1])
        self.assertLess(text.index("07/12"), text.index("14/12"))

    def test_a_reception_day_is_moved_and_never_waits_for_a_time(self):
        self.meeting = self.make_meeting(
            name="Reception",
            week_id=self.next_week.id,
            day=self.next_week.date_from,
            kind="reception",
            unplanned_reason="Asked for",
        )
        self.next_week.action_publish()
        with freeze_time(AFTERWARDS + timedelta(days=7)):
            self.meeting.action_hold()
            self.take_back()
        self.assertEqual(self.meeting.state, "approved")

    def test_without_an_invitation_it_stands_in_the_calendar(self):
        self.meeting = self.make_meeting(
            name="Without", week_id=self.next_week.id, day=self.next_week.date_from
        )
        self.next_week.action_publish()
        with freeze_time(DURING + timedelta(days=7)):
            self.meeting.action_hold()
            self.take_back()
        self.assertEqual(self.meeting.state, "approved")

    def test_its_figures_count_it_no_longer_as_held(self):
        self.meeting.action_hold()
        figures = self.env["directive.meeting.statistics"].with_user(self.leader_user)
        named = [("meeting_id", "=", self.meeting.id)]
        self.env.flush_all()
        self.assertEqual(figures.search(named).held_count, 1)
        self.take_back()
        self.env.flush_all()
        figures.invalidate_model()
        self.assertEqual(figures.search(named).held_count, 0)

    def test_only_the_office_with_a_reason_and_only_what_was_noted_as_held(self):
        with self.assertRaisesRegex(UserError, "not been marked as held"):
            self.take_back()
        self.meeting.action_hold()
        with self.assertRaises(ValidationError):
            self.take_back(reason=" ")
        for user in (self.user_a, self.leader_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.take_back(user)

    def test_what_was_concluded_stays(self):
        self.meeting.action_hold()
        self.meeting._write_conclusion(state="concluded")
        with self.assertRaisesRegex(UserError, "conclusions have been issued"):
            self.take_back()

    def test_what_was_put_off_in_its_session_is_to_come_again(self):
        with freeze_time(DURING):
            self.meeting.action_begin()
            self.change(state="postponed")
            self.meeting._reinstate({}, "It went on")
        self.assertEqual(self.meeting.state, "invited")
