from odoo import models


class DirectiveAgency(models.Model):
    """Who is above an agency where petitions are concerned."""

    _inherit = "directive.agency"

    def _above_in_petitions(self):
        """Return the agency above this one: the Office where there is no other, none for itself."""
        if self.parent_id:
            return self.parent_id
        return self.search([("kind", "=", "office")], limit=1) - self
