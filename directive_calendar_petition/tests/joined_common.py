from datetime import date, datetime

from odoo.fields import Command
from odoo.tests import freeze_time

from odoo.addons.directive_tracking.tests.common import DirectiveCase

NOW = datetime(2026, 12, 1, 1, 0)  # Tuesday, 08:00 in Vietnam
DAY, NEXT = date(2026, 12, 14), date(2026, 12, 23)


class JoinedCase(DirectiveCase):
    """A calendar with reception days, and a reception desk."""

    freeze_time = freeze_time(NOW)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = cls.make_user("test_reception")
        role = cls.env.ref("directive_petition.group_petition_manager")
        cls.staff.write({"group_ids": [Command.link(role.id)]})
        cls.env["directive.agency.member"].create(
            {"agency_id": cls.agency_office.id, "user_id": cls.staff.id, "role": "responder"}
        )
        cls.chair = cls.env["directive.leader"].create(
            {"name": "Lò Quang Vịnh", "post": "Chairman", "user_id": cls.leader_user.id}
        )
        cls.group = cls.env["directive.week.group"].create(
            {"name": "Committee", "agency_id": cls.agency_office.id}
        )

    def enter(self, day=DAY, **vals):
        """Return a reception day that the Office typed into its week."""
        week = self.env["directive.week"].with_user(self.office_user)._week_of(self.group, day)
        values = {"week_id": week.id, "day": day, "name": "Reception", "kind": "reception"}
        values |= {"hour_start": 8.0, "hour_end": 11.0, "chair_id": self.chair.id}
        return week.env["directive.meeting"].create({**values, "place": "Reception house", **vals})

    def publish(self, meeting):
        meeting.week_id.action_publish()
        return self.session_of(meeting)

    def session_of(self, meeting):
        return meeting._joined_session().sudo()

    def plan(self, day=DAY, **vals):
        """Return a session that the reception desk entered."""
        sessions = self.env["petition.session"].with_user(self.staff)
        head = {"head_id": self.leader_user.id}
        values = {"agency_id": self.agency_office.id, "date": day}
        return sessions.create({**values, **head, **vals})
