from datetime import timedelta

from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ..screen_common import ScreenCase


class InvitationTours(HttpCase, ScreenCase):
    """The Office invites, an agency sends a substitute, the chair agrees, the meeting is put off and held."""

    def go_through(self):
        meeting = f"/odoo/directive-meetings/{self.meeting.id}"
        row = f"/odoo/directive-invitations/{self.row_of(self.agency_a).id}"
        for path, tour, user in (
            (meeting, "invite", self.office_user),
            (row, "send_substitute", self.head_a),
            (row, "agree", self.leader_user),
            (meeting, "put_off", self.office_user),
            (meeting, "reinstate", self.office_user),
            (meeting, "not_held", self.office_user),
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
        self.meeting.sudo()._tell_news()
        self.assertEqual(self.row_of(self.agency_a).answer, "waiting")

    def check_reinstate(self):
        self.assertEqual((self.meeting.state, self.meeting.reason), ("invited", "No storm"))
        held = self.meeting.sudo().with_context(directive_workflow=WORKFLOW)
        held.write({"state": "held"})  # its day is to come, as a browser's clock cannot be stopped

    def bring_back(self):
        """An entry merged in a draft week takes its place again."""
        week = self.week._week_of(self.week.group_id, self.week.date_from + timedelta(days=21))
        vals = {"week_id": week.id, "day": week.date_from, "name": "Merged"}
        merged = self.meeting.create([vals, {**vals, "name": "Other"}])
        merged[0]._merge_into(merged[1], "One is enough")
        path = f"/odoo/directive-meetings/{merged[0].id}"
        self.start_tour(path, "directive_calendar_bring_back", login=self.office_user.login)
        self.env.invalidate_all()
        self.assertEqual((merged[0].state, merged[0].successor_id.id), ("approved", False))

    def check_not_held(self):
        self.assertEqual((self.meeting.state, self.meeting.reason), ("invited", "The wrong day"))


@tagged("post_install", "-at_install")
class TestInvitationDesk(AtADesk, InvitationTours):
    def test_a_meeting_is_called_answered_and_put_off(self):
        self.go_through()

    def test_an_entry_merged_in_a_draft_is_reinstated(self):
        self.bring_back()


@tagged("post_install", "-at_install")
class TestInvitationTelephone(OnATelephone, InvitationTours):
    def test_a_meeting_is_called_answered_and_put_off(self):
        self.go_through()

    def test_an_entry_merged_in_a_draft_is_reinstated(self):
        self.bring_back()

    def test_who_came_is_ticked_at_the_door_and_seen(self):
        today = self.env["directive.settings"]._today()
        week = self.week._week_of(self.week.group_id, today)
        vals = {"week_id": week.id, "day": today, "name": "Today", "agency_ids": self.agency_a.ids}
        meeting = self.meeting.create(vals)
        week.action_publish()
        held = {"state": "in_session", "date_invited": "2026-01-01 00:00:00"}
        meeting.sudo().with_context(directive_workflow=WORKFLOW).write(held)
        path = f"/odoo/directive-meetings/{meeting.id}"
        self.start_tour(path, "directive_calendar_door", login=self.office_user.login)
        self.assertEqual(meeting.sudo().participation_ids.attendance, "right_person")
