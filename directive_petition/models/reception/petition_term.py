from odoo import api, models

from ...tools.term.choice import ANY, RECEPTION, Facts


class PetitionTerm(models.Model):
    """Terms of the reception itself, which no clock keeps because there is no matter yet."""

    _inherit = "petition.term"

    @api.model
    def _reception_day(self, code, day):
        """Return the last day of the term ``code`` counted from ``day``, or None without such a row."""
        row = self._rows_of({code})._choose(code, Facts(RECEPTION, ANY, day))
        if not row:
            return None
        values = {**row._applied_values(), "date_start": day}
        return self.env["petition.clock"]._reckon(values).due
