from odoo import models

from ...tools.reception.words import ANSWERED, APPOINTED, GUIDED, LETTER, LINKED, REFUSED


class PetitionVisit(models.Model):
    """The buttons of the desk: each asks for what its outcome needs."""

    _inherit = "petition.visit"

    def action_take_letter(self):
        """Take the letter in, or write one down from what is told.

        Nothing more is to be asked, unless the same is in hand already.
        """
        self.ensure_one()
        if self.same_matter_ids:
            return self._asked(LETTER)
        self._end(LETTER)
        return True

    def action_link(self):
        """Add the visit to a matter in hand."""
        return self._asked(LINKED)

    def action_answer(self):
        """Record what was answered at once."""
        return self._asked(ANSWERED)

    def action_guide(self):
        """Guide the citizen to the body that is competent."""
        return self._asked(GUIDED)

    def action_refuse(self):
        """Refuse the reception on a legal ground."""
        return self._asked(REFUSED)

    def action_appoint(self):
        """Ask the citizen to come again on a certain day."""
        return self._asked(APPOINTED)

    def _asked(self, outcome):
        self.ensure_one()
        self.check_access("write")
        self._check_told()
        return self.env["petition.visit.ending"]._opened(self, outcome)
