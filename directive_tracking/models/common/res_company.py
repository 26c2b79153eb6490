from odoo import models


class ResCompany(models.Model):
    """Which weekly pattern is the province's."""

    _inherit = "res.company"

    def cache_invalidation_fields(self):
        """Return the fields of which something is remembered, the working hours among them."""
        return super().cache_invalidation_fields() | {"resource_calendar_id"}
