from odoo import fields, models
from odoo.fields import Domain


class PetitionLetter(models.Model):
    """The visits at which a letter was handed in or asked about."""

    _inherit = "petition.letter"

    visit_ids = fields.One2many("petition.visit", "letter_id", string="Visits", readonly=True)

    def _people_around(self):
        """Who came to the desk about a matter of these letters is known there as well."""
        people = super()._people_around()
        # Whoever seals, and whoever received them.
        visits = self.env["petition.visit"].sudo()
        about = Domain("letter_id", "in", self.ids) | Domain("matter_id", "in", self.matter_ids.ids)
        return people | visits.search(about).person_ids.with_env(people.env)
