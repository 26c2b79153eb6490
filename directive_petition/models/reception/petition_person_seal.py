from odoo import api, models

from ...tools.seal.people import SEALED_KIND


class PetitionPerson(models.Model):
    """Who comes to the desk to denounce is sealed at once, before there is a letter."""

    _inherit = "petition.person"

    @api.model
    def _is_sealed_home(self, vals):
        # Whether a visit is sealed does not depend on who writes in it.
        visit = self.env["petition.visit"].sudo().browse(vals.get("visit_id") or ())
        return super()._is_sealed_home(vals) or visit.kind == SEALED_KIND

    def _is_home_sealed(self):
        # As above.
        return super()._is_home_sealed() or self.sudo().visit_id.kind == SEALED_KIND

    @api.model
    def _sealed_by(self):
        return super()._sealed_by() | {"visit_id"}

    def _people_beside(self):
        return super()._people_beside() or self.visit_id.person_ids

    def _is_typed_today(self):
        visit = self.visit_id
        if not visit:
            return super()._is_typed_today()
        known = self.env.user in (visit.author_id | visit.receiver_id)
        return known and self._is_entered_today(visit, "date")
