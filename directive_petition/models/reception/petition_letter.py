from odoo import fields, models


class PetitionLetter(models.Model):
    """The visits at which a letter was handed in or asked about."""

    _inherit = "petition.letter"

    visit_ids = fields.One2many("petition.visit", "letter_id", string="Visits", readonly=True)
