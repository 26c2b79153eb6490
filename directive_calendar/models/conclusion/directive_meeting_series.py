from odoo import fields, models

from ..week.groups import OFFICE_OR_LEADER


class DirectiveMeetingSeries(models.Model):
    """Meetings that go on with the same matters, such as the weekly briefing."""

    _name = "directive.meeting.series"
    _description = "Series of Meetings"
    _inherit = ["directive.catalogue.mixin"]

    meeting_ids = fields.One2many("directive.meeting", "series_id", readonly=True)
    open_point_count = fields.Integer(
        string="Open points", compute="_compute_open_point_count", groups=OFFICE_OR_LEADER
    )

    _name_uniq = models.Constraint("UNIQUE (name)", "This series already exists, perhaps archived.")

    def _compute_open_point_count(self):
        points = self.env["directive.meeting.point"]
        for series in self:
            series.open_point_count = points.search_count(self._open_domain(series))

    def _open_domain(self, series):
        return [("meeting_id.series_id", "in", series.ids), ("is_open", "=", True)]

    def action_view_open_points(self):
        """Open the points of this series that are still open."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_calendar.directive_meeting_point_action"
        )
        return dict(action, domain=self._open_domain(self), context={})
