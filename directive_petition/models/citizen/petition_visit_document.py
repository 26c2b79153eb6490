from odoo import models


class PetitionVisitDocument(models.Model):
    """Receipt 02/TCD says under which number the letter is looked up."""

    _inherit = "petition.visit.document"

    def _receipt_closing(self):
        number = self.visit_id.letter_id.receipt_number
        if number:
            yield self.env._(
                "The letter is followed at %(address)s with the look-up number %(number)s and the "
                "secret code of the slip.",
                address=self.env["directive.settings"]._citizen_address() + "/don-thu",
                number=number,
            )
        yield from super()._receipt_closing()
