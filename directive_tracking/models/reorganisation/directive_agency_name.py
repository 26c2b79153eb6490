from odoo import api, fields, models

from ...tools.agency.fate import KEPT


class DirectiveAgencyName(models.Model):
    """A name an agency had until a day; papers of that time show it."""

    _name = "directive.agency.name"
    _description = "Former Name of an Agency"
    _order = "date_to desc, id desc"

    agency_id = fields.Many2one(
        "directive.agency", required=True, readonly=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True, readonly=True)
    short_name = fields.Char(readonly=True)
    code = fields.Char(string="Official code", readonly=True)
    date_to = fields.Date(string="Until", required=True, readonly=True)

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
