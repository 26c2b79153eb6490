from odoo import models


class PetitionPaper(models.Model):
    """Papers handed over at the desk, before there is a letter."""

    _inherit = "petition.paper"

    _of_a_letter_or_a_visit = models.Constraint(
        "CHECK (letter_id IS NOT NULL OR visit_id IS NOT NULL)",
        "A paper belongs to a letter or was handed over at the desk.",
    )
