from odoo import fields, models


class DirectiveAgencyGroup(models.Model):
    """Agencies that are often told the same: flood communes, border communes, the economic bloc."""

    _name = "directive.agency.group"
    _description = "Group of Agencies"
    _order = "name, id"

    name = fields.Char(required=True)
    agency_ids = fields.Many2many(
        "directive.agency",
        "directive_agency_group_rel",
        "group_id",
        "agency_id",
        string="Agencies",
        required=True,
        # An agency that was merged must be seen, to be replaced by its successor.
        context={"active_test": False},
    )
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "There is such a group already, perhaps an archived one."
    )
