from datetime import date

from odoo.fields import Command

from odoo.addons.directive_tracking.tests.common import DirectiveCase
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

MONDAY = date(2026, 12, 7)


class WeekCase(DirectiveCase):
    """A calendar of two leaders, and a week of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        leaders = cls.env["directive.leader"].create(
            [
                {"name": "Lò Quang Vịnh", "post": "Chủ tịch UBND tỉnh", "short_post": "Chủ tịch"},
                {"name": "Bùi Hải Đường", "short_post": "PCT.KT", "alias_text": "PCT Đường"},
            ]
        )
        cls.chairman, cls.deputy = leaders
        cls.chairman.user_id = cls.leader_user
        cls.calendar = cls.env["directive.week.group"].create(
            {"name": "Thường trực UBND tỉnh", "leader_ids": [Command.set(leaders.ids)]}
        )
        cls.room = cls.env["directive.room"].create(
            {"name": "P. họp 5 tầng 2", "kind": "room", "alias_text": "Phòng họp số 5"}
        )
        cls.week = cls.env["directive.week"]._week_of(cls.calendar, MONDAY)

    @classmethod
    def add(cls, name, **vals):
        """Return a new entry of the week."""
        values = {"week_id": cls.week.id, "day": MONDAY, "half_day": "morning", "name": name}
        return cls.env["directive.meeting"].create(values | vals)

    @classmethod
    def publish(cls, week=None):
        week = week or cls.week
        vals = {"state": "published", "revision": 1, "date_updated": "2026-12-04 09:05:00"}
        week.with_context(directive_workflow=WORKFLOW).write(vals)

    @classmethod
    def step(cls, meeting, **vals):
        """Change a published entry as its steps do: a higher number each time."""
        values = {"sequence": meeting.sequence + 1, **vals}
        meeting.with_context(directive_workflow=WORKFLOW).write(values)
