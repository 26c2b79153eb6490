from odoo import models


class ResourceCalendarAttendance(models.Model):
    """The weekly pattern of the working days, which are remembered between calls."""

    _name = "resource.calendar.attendance"
    _inherit = ["resource.calendar.attendance", "directive.remembered.mixin"]


class ResCompany(models.Model):
    """Which weekly pattern is the province's."""

    _inherit = "res.company"

    def cache_invalidation_fields(self):
        """Return the fields of which something is remembered, the working hours among them."""
        return super().cache_invalidation_fields() | {"resource_calendar_id"}
