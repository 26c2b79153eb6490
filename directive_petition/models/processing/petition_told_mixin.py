from odoo import api, models

from odoo.addons.directive_tracking.tools.agency.fate import DERIVED, KEPT
from odoo.addons.directive_tracking.tools.recipient import Recipient

MANAGER = "directive_petition.group_petition_manager"


class PetitionToldMixin(models.AbstractModel):
    """A row of what an agency was told once: it stays as it was, under the agencies it then had."""

    _name = "petition.told.mixin"
    _description = "Told About Petitions"
    _inherit = ["directive.kept.mixin", "petition.visibility.mixin", "directive.subject.mixin"]

    def _managers_of(self, agency):
        """Return the managers of petitions of ``agency``, nobody if there is none."""
        return self.env["petition.matter"]._staff(MANAGER, agency) if agency else []

    def _leaders(self):
        """Return the leaders of the province, for an Office without a manager of petitions."""
        users = self.env["petition.matter"]._leaders()
        return [Recipient(user.partner_id.id, user.id) for user in users]

    def _notice_item(self):
        return super()._notice_item() | {
            "number": self.number or "",
            "agency": self.agency_id.name,
        }

    @api.model
    def _reorganisation_fields(self):
        names = [
            name
            for name, field in self._fields.items()
            if field.type == "many2one" and field.comodel_name == "directive.agency"
        ]
        kept = dict.fromkeys(names, KEPT)
        return super()._reorganisation_fields() | kept | {"visible_agency_ids": DERIVED}
