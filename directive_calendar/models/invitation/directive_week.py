from odoo import models


class DirectiveWeek(models.Model):
    """Publishing a week invites to its urgent meetings."""

    _inherit = "directive.week"

    def _after_publishing(self):
        super()._after_publishing()
        # Private entries of others stay as they are.
        self.sudo().meeting_ids.sudo(False)._filtered_access("read")._invite_at_once()
