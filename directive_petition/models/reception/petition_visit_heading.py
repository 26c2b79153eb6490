from odoo import api, models

from odoo.addons.directive_tracking.tools.chasing.grades import lines_of

from ...tools.reception.heading import in_two_lines, place_of


class PetitionVisit(models.Model):
    """What stands at the head of the papers of a reception."""

    _inherit = "petition.visit"

    @api.model
    def _heading_of(self, agency):
        """Return the heading of what ``agency`` prints: the body above it, itself, and the place.

        The province's Office has one in the settings; a People's Committee stands for itself.
        """
        of_office = self.env["directive.settings"]._heading()
        if agency.kind == "office":
            return of_office
        if lines := in_two_lines(agency.name):
            return {"issuer": lines, "place": place_of(agency.name)}
        above = agency.parent_id.name or of_office["above"]
        return {"above": above, "issuer": agency.name, "place": of_office["place"]}

    @api.model
    def _posts_of(self, agency):
        """Return what stands above the signature of papers of ``agency``, one line each."""
        if agency.kind == "office":
            lines = lines_of(self.env["directive.settings"]._get("chase_posts"))
        else:
            lines = [self.env._("CHAIRMAN")] if in_two_lines(agency.name) else []
        return "\n".join(lines) or self.env._("HEAD OF THE AGENCY")
