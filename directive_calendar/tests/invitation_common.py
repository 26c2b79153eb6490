from datetime import timedelta

from odoo.fields import Command

from .calendar_common import MONDAY, CalendarCase


class InvitationCase(CalendarCase):
    """A meeting of a published week with departments A and B, each with a head and a responder."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Delivery = cls.env["directive.notice.delivery"]
        cls.head_b = cls.make_member("test_head_b", cls.agency_b, role="head")
        cls.meeting = cls.make_meeting(
            name="On the flood season",
            place="Room 2",
            chair_id=cls.chairman.id,
            agency_ids=[Command.set((cls.agency_a | cls.agency_b).ids)],
            invitation_number="12/GM",
        )
        cls.week.with_user(cls.office_user).action_publish()
        cls.next_week = cls.make_week(MONDAY + timedelta(days=7))

    def invite(self, meeting=None):
        (meeting or self.meeting).with_user(self.office_user).action_invite()

    def change(self, reason="Flood", meeting=None, **values):
        return (meeting or self.meeting).with_user(self.office_user)._change(values, reason)

    def gather(self):
        """Let the minute pass in which changes are gathered, and tell."""
        self.meeting.sudo()._write_invitation(
            date_to_tell=self.meeting.date_to_tell and "2026-01-01 00:00:00"
        )
        self.meeting.sudo()._cron_tell()

    def notices(self, prefix="meeting_"):
        found = self.env["directive.notice"].search(
            [("res_model", "=", "directive.meeting"), ("res_id", "=", self.meeting.id)], order="id"
        )
        return found.filtered(lambda one: one.event.startswith(prefix))

    def told(self, event):
        """Return the logins of those told of ``event``."""
        rows = self.notices().filtered(lambda one: one.event == event).delivery_ids
        return set(rows.user_id.mapped("login"))

    def send(self):
        """Mark everything queued as sent."""
        rows = self.Delivery.search([("state", "=", "queued")])
        rows._move("sending")
        rows._move("sent")

    def row_of(self, agency, meeting=None):
        rows = (meeting or self.meeting).sudo().participation_ids
        return rows.filtered(lambda row: row.agency_id == agency).with_user(self.env.user)

    def words(self, notice, name="name"):
        return notice._item()[name]
