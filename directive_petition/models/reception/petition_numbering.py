from odoo import api, fields, models


class PetitionNumbering(models.Model):
    """Visits are numbered too, and people wait in the order of their numbers of the day."""

    _inherit = "petition.numbering"

    numbered = fields.Selection(selection_add=[("visit", "Visits")], ondelete={"visit": "cascade"})

    @api.model
    def _default_patterns(self):
        return super()._default_patterns() | {"visit": "{n:4}/{year}/TCD"}

    @api.model
    def _ticket(self, agency, day):
        """Return the next number in the queue of ``agency`` on ``day``."""
        return self._count_on(agency, f"queue {day}", day.year)
