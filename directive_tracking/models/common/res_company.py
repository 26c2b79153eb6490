from odoo import models


class ResCompany(models.Model):
    """The weekly pattern of the province."""

    _inherit = "res.company"

    def cache_invalidation_fields(self):
        """Return the fields behind cached values, including the working hours."""
        return super().cache_invalidation_fields() | {"resource_calendar_id"}
