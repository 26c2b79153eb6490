from odoo import models


class DirectiveAgency(models.Model):
    _inherit = "directive.agency"

    def _spread_visibility(self):
        """Let the agencies now above this branch see what it was told, and those before not."""
        super()._spread_visibility()
        # The branch may have been told what the mover of the agency may not read.
        self.env["directive.broadcast"].sudo()._recompute_visibility(self._branch())
