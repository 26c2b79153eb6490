from odoo import models


class PetitionLetter(models.Model):
    """A letter may have been taken over from a register kept before."""

    _name = "petition.letter"
    _inherit = ["petition.letter", "petition.taken.mixin"]
