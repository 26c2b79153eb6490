from odoo import api, fields, models

from ...tools.agency.fate import MOVED


class DirectiveAgencyGroup(models.Model):
    """Agencies that often get the same orders: flood communes, border communes, an economic bloc."""

    _name = "directive.agency.group"
    _description = "Agency Group"
    _inherit = ["directive.copied.mixin"]
    _order = "name, id"

    name = fields.Char(required=True)
    agency_ids = fields.Many2many(
        "directive.agency",
        "directive_agency_group_rel",
        "group_id",
        "agency_id",
        string="Agencies",
        required=True,
        # A merged agency must stay visible so that it can be replaced by its successor.
        context={"active_test": False},
    )
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint("UNIQUE (name)", "This group already exists, perhaps archived.")

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_ids": MOVED}
