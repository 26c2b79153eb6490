from odoo import models


class PetitionVisit(models.Model):
    """A visit may have been taken over from a register kept before."""

    _name = "petition.visit"
    _inherit = ["petition.visit", "petition.taken.mixin"]
