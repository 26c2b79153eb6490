from datetime import date

from odoo.addons.directive_tracking.tests.common import DirectiveCase


class ScreenCase(DirectiveCase):
    """A meeting of a published week far ahead, for browsers, whose clock cannot be stopped."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chair = cls.env["directive.leader"].create(
            {"name": "Chair of the test province", "user_id": cls.leader_user.id}
        )
        group = cls.env["directive.week.group"].create(
            {"name": "Standing committee", "leader_ids": chair.ids}
        )
        cls.week = cls.env["directive.week"].with_user(cls.office_user)
        cls.week = cls.week._week_of(group, date(2030, 12, 2))
        meetings = cls.env["directive.meeting"].with_user(cls.office_user)
        cls.meeting = meetings.create(
            {
                "week_id": cls.week.id,
                "day": cls.week.date_from,
                "hour_start": 8.0,
                "name": "On the flood season",
                "place": "Room 2",
                "chair_id": chair.id,
                "agency_ids": (cls.agency_a | cls.agency_b).ids,
            }
        )
        cls.week.action_publish()

    def row_of(self, agency):
        return self.meeting.sudo().participation_ids.filtered(lambda row: row.agency_id == agency)
