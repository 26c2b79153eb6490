from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.directive_tracking.tools.agency.fate import KEPT


class PetitionRemoteArea(models.Model):
    """A commune that is far from roads or hard to reach, from one day to another: terms are longer."""

    _name = "petition.remote.area"
    _description = "Remote Area"
    _inherit = ["petition.province.mixin"]
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
        until = Domain("date_to", "=", False) | Domain("date_to", ">=", day)
        known = Domain("agency_id", "=", agency.id) & Domain("date_from", "<=", day) & until
        # Which communes are remote is public.
        return bool(agency and self.sudo().search_count(known, limit=1))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
