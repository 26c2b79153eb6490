from datetime import date, datetime

from odoo.tests import freeze_time

from odoo.addons.directive_tracking.tests.common import DirectiveCase

NOW = datetime(2026, 12, 1, 1, 0)  # Tuesday, 08:00 in Vietnam
MONDAY = date(2026, 12, 7)  # of the coming week


class CalendarCase(DirectiveCase):
    """The standing committee with two leaders, a secretary who keeps one calendar, a room, a car."""

    freeze_time = freeze_time(NOW)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secretary = cls.make_user("test_secretary", "office")
        cls.other_office = cls.make_user("test_other_office", "office")
        cls.chairman, cls.deputy = cls.env["directive.leader"].create(
            [
                {
                    "name": "Lò Quang Vịnh",
                    "sequence": 1,
                    "post": "Chairman",
                    "user_id": cls.leader_user.id,
                    "keeper_ids": cls.secretary.ids,
                },
                {"name": "Lâm Tấn Phước", "post": "Deputy chairman"},
            ]
        )
        cls.group = cls.env["directive.week.group"].create(
            {"name": "Standing committee", "leader_ids": (cls.chairman | cls.deputy).ids}
        )
        cls.room, cls.car = cls.env["directive.room"].create(
            [{"name": "Room 5"}, {"name": "24A-001.23", "kind": "car"}]
        )
        cls.week = cls.make_week()

    @classmethod
    def make_week(cls, first=MONDAY):
        return cls.env["directive.week"].with_user(cls.office_user)._week_of(cls.group, first)

    @classmethod
    def make_meeting(cls, user=None, **vals):
        """Return a meeting on the Monday of the coming week at 08:00, typed by the Office."""
        vals = {
            "week_id": cls.week.id,
            "day": MONDAY,
            "hour_start": 8.0,
            "hour_end": 10.0,
            "name": "Regular meeting",
            **vals,
        }
        meeting = cls.env["directive.meeting"].with_user(user or cls.office_user).create(vals)
        return meeting.with_user(cls.office_user)

    @classmethod
    def register(cls, user=None, **vals):
        """Return a meeting registered by agency A for the coming week."""
        vals = {
            "agency_id": cls.agency_a.id,
            "group_id": cls.group.id,
            "day": MONDAY,
            "name": "Meeting asked for",
            **vals,
        }
        form = cls.env["directive.meeting.registration"].with_user(user or cls.user_a).create(vals)
        found = cls.env["directive.meeting"].browse(form.action_register()["res_id"])
        return found.with_user(cls.office_user)
