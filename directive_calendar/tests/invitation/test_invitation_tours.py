from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone

from ..screen_common import ScreenCase


class InvitationTours(HttpCase, ScreenCase):
    """The Office invites, an agency sends a substitute, the chair agrees, the meeting is put off."""

    def go_through(self):
        meeting = f"/odoo/directive-meetings/{self.meeting.id}"
        row = f"/odoo/directive-invitations/{self.row_of(self.agency_a).id}"
        for path, tour, user in (
            (meeting, "invite", self.office_user),
            (row, "send_substitute", self.head_a),
            (row, "agree", self.leader_user),
            (meeting, "put_off", self.office_user),
        ):
            self.start_tour(path, f"directive_calendar_{tour}", login=user.login)
            self.env.invalidate_all()
            getattr(self, f"check_{tour}")()

    def check_invite(self):
        self.assertEqual(self.meeting.state, "invited")

    def check_send_substitute(self):
        row = self.row_of(self.agency_a)
        self.assertEqual((row.answer, row.consent), ("substitute", "waiting"))
        self.assertEqual((row.substitute_name, row.substitute_post), ("An", "Deputy"))

    def check_agree(self):
        self.assertEqual(self.row_of(self.agency_a).consent, "given")

    def check_put_off(self):
        self.assertEqual((self.meeting.state, self.meeting.reason), ("postponed", "Storm"))
        self.assertEqual(self.row_of(self.agency_a).answer, "waiting")


@tagged("post_install", "-at_install")
class TestInvitationDesk(AtADesk, InvitationTours):
    def test_a_meeting_is_called_answered_and_put_off(self):
        self.go_through()


@tagged("post_install", "-at_install")
class TestInvitationTelephone(OnATelephone, InvitationTours):
    def test_a_meeting_is_called_answered_and_put_off(self):
        self.go_through()
