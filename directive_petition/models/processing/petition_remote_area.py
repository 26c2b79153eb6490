from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import ormcache

from odoo.addons.directive_tracking.tools.agency.fate import KEPT


class PetitionRemoteArea(models.Model):
    """A commune that is far from roads or hard to reach, from one day to another: terms are longer."""

    _name = "petition.remote.area"
    _description = "Remote Area"
    _inherit = ["petition.province.mixin", "directive.remembered.mixin"]
    _order = "agency_id, date_from desc, id"
    _rec_name = "agency_id"

    agency_id = fields.Many2one(
        "directive.agency",
        string="Commune",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("kind", "=", "commune")],
    )
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until")
    source = fields.Char(help="The decision that lists it.")

    _days_in_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)", "An area cannot end before it begins."
    )

    @api.model
    def _is_remote_on(self, agency, day):
        """Tell whether ``agency`` is a remote commune on ``day``."""
        return any(
            first <= day and (not last or day <= last)
            for first, last in self._listed().get(agency.id, ())
        )

    @api.model
    @ormcache()
    def _listed(self):
        """Return ``{commune: its (first day, last day or False)}``; every new matter asks."""
        listed = {}
        for row in self.sudo().search(Domain.TRUE):  # which communes are remote is public
            days = (row.date_from, row.date_to)
            listed[row.agency_id.id] = (*listed.get(row.agency_id.id, ()), days)
        return listed

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
