from odoo import api, fields, models

from ...tools.agency.fate import KEPT
from ...tools.text import fold


class DirectiveAgencyAlias(models.Model):
    """Another spelling of an agency's name, met in documents and matched on import."""

    _name = "directive.agency.alias"
    _description = "Agency Alias"
    _order = "name, id"

    agency_id = fields.Many2one("directive.agency", required=True, index=True, ondelete="cascade")
    name = fields.Char(required=True)
    folded = fields.Char(compute="_compute_folded", store=True, index=True)

    _agency_name_uniq = models.Constraint(
        "UNIQUE (agency_id, name)", "The agency already has this spelling."
    )

    @api.depends("name")
    def _compute_folded(self):
        for alias in self:
            alias.folded = fold(alias.name or "")

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}  # repeated at the successor
