from odoo import models


class PetitionVisit(models.Model):
    """The slip, printed at the desk when a letter was taken in."""

    _inherit = "petition.visit"

    def action_receipt(self):
        """Open the page on which the slip of the letter is printed."""
        self.ensure_one()
        self.check_access("read")
        return self.letter_id.action_receipt()
