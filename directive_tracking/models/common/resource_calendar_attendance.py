from odoo import models


class ResourceCalendarAttendance(models.Model):
    """The weekly pattern of the working days, which are cached between calls."""

    _name = "resource.calendar.attendance"
    _inherit = ["resource.calendar.attendance", "directive.remembered.mixin"]
