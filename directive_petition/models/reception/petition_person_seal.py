from odoo import models

from ...tools.seal.people import SEALED_KIND


class PetitionPerson(models.Model):
    """Whoever denounces at the desk is sealed from the moment the visit is one of a denunciation."""

    _inherit = "petition.person"

    def _sealed_by(self):
        return super()._sealed_by() | {"visit_id"}

    def _is_sealed_home(self, vals):
        # Whether a visit is sealed does not depend on who writes in it.
        visit = self.env["petition.visit"].sudo().browse(vals.get("visit_id") or ())
        return super()._is_sealed_home(vals) or visit.kind == SEALED_KIND

    def _is_home_sealed(self):
        return super()._is_home_sealed() or self.sudo().visit_id.kind == SEALED_KIND  # as above

    def _people_beside(self):
        return super()._people_beside() | self.visit_id.person_ids

    def _is_typed_today(self):
        visit = self.visit_id
        own = self.env.user in (visit.author_id | visit.receiver_id)
        today = visit.date == self.env["directive.settings"]._today()
        return super()._is_typed_today() or own and today
