from odoo import models


class DirectiveAgency(models.Model):
    _inherit = "directive.agency"

    def _spread_visibility(self):
        """Let the agencies now above this branch see its tasks, and those no longer above not."""
        super()._spread_visibility()
        # The branch may hold tasks the mover of the agency may not read.
        self.env["directive.task"].sudo()._recompute_visibility(self._branch())
