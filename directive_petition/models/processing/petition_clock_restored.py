from datetime import timedelta

from odoo import models


class PetitionClock(models.Model):
    """Clocks of a matter that goes on after a withdrawal under threat."""

    _inherit = "petition.clock"

    def _leave_out_end(self, first, step):
        """Do not count the days from ``first`` on, until ``step``, of clocks that the law lets rest."""
        last = step.day - timedelta(days=1)
        resting = self.filtered(lambda one: one.state == "running" and one.is_suspension_left_out)
        if first <= last:
            resting._leave_out(first, last, step.reason)
