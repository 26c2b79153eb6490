from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.paper import Column, Line, Paper, Signature, Table
from odoo.addons.directive_tracking.tools.text import brief_name

MOST = 500  # points; a pack with more would not be read


class DirectiveMeetingPack(models.TransientModel):
    """The pack for a meeting of a series: point by point what was decided and where it stands.

    It holds all points of the last meeting, and those of earlier ones that are still open.
    """

    _name = "directive.meeting.pack"
    _description = "Pack for a Meeting"
    _inherit = ["directive.paper.mixin"]

    meeting_id = fields.Many2one("directive.meeting", required=True, ondelete="cascade")
    series_id = fields.Many2one(related="meeting_id.series_id")
    last_meeting_id = fields.Many2one(
        "directive.meeting", string="Last meeting", compute="_compute_points"
    )
    point_ids = fields.Many2many(
        "directive.meeting.point", string="Points", compute="_compute_points"
    )
    point_count = fields.Integer(string="Number of points", compute="_compute_points")
    open_count = fields.Integer(string="Still open", compute="_compute_points")

    @api.depends("meeting_id")
    def _compute_points(self):
        for pack in self:
            meeting = pack.meeting_id._origin
            earlier = meeting._earlier_meetings()
            points = meeting._earlier_points()[:MOST]
            last = earlier[:1]
            shown = points.filtered(lambda one, last=last: one.meeting_id == last or one.is_open)
            pack.last_meeting_id = last
            pack.point_ids = shown
            pack.point_count = len(shown)
            pack.open_count = len(shown.filtered("is_open"))

    def action_carry_over(self):
        """Take the open points over into the meeting."""
        self.check_access("write")
        before = self.meeting_id.point_ids
        self.meeting_id.action_carry_over()
        count = len(self.meeting_id.point_ids - before)
        message = self.env._("Open points carried over: %(count)s.", count=count)
        params = {
            "type": "success",
            "message": message,
            "next": {"type": "ir.actions.act_window_close"},
        }
        return {"type": "ir.actions.client", "tag": "display_notification", "params": params}

    # On paper

    def _paper_file_name(self):
        return self.with_context(pack=True).meeting_id.display_name

    def _paper(self):
        self.ensure_one()
        settings = self.env["directive.settings"]
        meeting = self.meeting_id
        return Paper(
            **settings._heading(),
            number=None,
            day=settings._today(),
            kind=self.env._("Pack for the meeting"),
            subject=self.env._("%(name)s, %(day)s", name=meeting.name, day=self._day(meeting.day)),
            body=tuple(self._body()),
            signature=Signature(),
            landscape=True,
        )

    def _body(self):
        if not self.point_ids:
            yield self.env._("No earlier meeting of this series has left conclusions.")
            return
        yield self.env._(
            "Of %(all)s points of earlier meetings, %(open)s are still open.",
            all=self.point_count,
            open=self.open_count,
        )
        # What was carried over stands below the meeting that decided it.
        decided = self.point_ids.grouped(lambda point: point._first().meeting_id)
        for meeting, points in decided.items():
            yield Line(self._title(meeting), bold=True)
            yield self._points_table(points)

    def _title(self, meeting):
        day = self._day(meeting.day)
        if meeting.conclusion_number:
            return self.env._(
                "Meeting of %(day)s (notice %(number)s)", day=day, number=meeting.conclusion_number
            )
        return self.env._("Meeting of %(day)s", day=day)

    def _points_table(self, points):
        columns = (
            Column(self.env._("Point"), 0.6, "centre"),
            Column(self.env._("Conclusion"), 4.5),
            Column(self.env._("Lead agency"), 1.8),
            Column(self.env._("Deadline"), 1.2, "centre"),
            Column(self.env._("Where it stands"), 1.8),
        )
        return Table(columns, tuple(self._row(point) for point in points))

    def _row(self, point):
        leads = ", ".join(brief_name(name) for name in point._leads().mapped("name")[:5])
        more = len(point._leads()) - 5
        if more > 0:
            leads += self.env._(" and %(count)s more", count=more)
        deadline = self._day(point.task_id.date_deadline or point.date_deadline)
        return (
            point.label or "",
            point.text,
            leads,
            deadline or point.deadline_text or "",
            point.standing,
        )

    def _day(self, day):
        return day and format_date(self.env, day, date_format="dd/MM/yyyy") or ""
