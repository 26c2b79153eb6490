from odoo import api, models

from odoo.addons.directive_tracking.tools.chasing.grades import lines_of

from ...tools.reception.heading import authority, head_of, in_two_lines, place_of, whole_name


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
            lines = [self._head_of(agency)]
        return "\n".join(lines) or self.env._("HEAD OF THE AGENCY")

    @api.model
    def _head_of(self, agency):
        if in_two_lines(agency.name):
            return self.env._("CHAIRMAN")
        return head_of(agency.name).upper() or self.env._("HEAD OF THE AGENCY")

    @api.model
    def _authority_of(self, agency, posts):
        """Return who decides in ``agency``: the line above the legal basis of its decisions.

        :param str posts: what stands above the signature, one line each
        """
        body = whole_name(agency.name)
        if agency.kind == "office":
            body = self._heading_of(agency)["above"]
        return authority(next(iter(posts.splitlines()), ""), body)
