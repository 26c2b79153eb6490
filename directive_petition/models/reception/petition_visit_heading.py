from odoo import api, models

from ...tools.reception.heading import place_of


class PetitionVisit(models.Model):
    """What stands at the head of the papers of a reception."""

    _inherit = "petition.visit"

    @api.model
    def _heading_of(self, agency):
        """Return the heading of what ``agency`` prints: the body above it, itself, and the place.

        The province's Office has one in the settings; a commune stands for itself.
        """
        if agency.kind == "office":
            return self.env["directive.settings"]._heading()
        above = agency.parent_id.name or self.env.company.name
        place = place_of(agency.name) or self.env.company.city or ""
        return {"above": above, "issuer": agency.name, "place": place}
