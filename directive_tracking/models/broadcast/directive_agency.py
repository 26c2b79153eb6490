from odoo import models


class DirectiveAgency(models.Model):
    _inherit = "directive.agency"

    def _spread_visibility(self):
        """Let the agencies now above this branch see what it was told, and those before not."""
        super()._spread_visibility()
        # The branch may have been told what the mover of the agency may not read.
        branch = self.sudo().with_context(active_test=False).search([("id", "child_of", self.ids)])
        self.env["directive.broadcast"].sudo()._recompute_visibility(branch)
