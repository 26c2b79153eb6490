from odoo import api, fields, models


class DirectiveOwnMixin(models.AbstractModel):
    """A record of the agency in ``agency_id``, found by its members among those they may see.

    Members also see what agencies below theirs and those they work with have. A list that says
    “ours” filters by ``is_of_my_agency``, which follows the memberships of today.
    """

    _name = "directive.own.mixin"
    _description = "Of an Agency"

    is_of_my_agency = fields.Boolean(
        string="My agency",
        compute="_compute_is_of_my_agency",
        search="_search_is_of_my_agency",
    )

    @api.depends("agency_id")
    @api.depends_context("uid")
    def _compute_is_of_my_agency(self):
        mine = self.env.user._directive_agencies()
        for record in self:
            record.is_of_my_agency = record.agency_id in mine

    def _search_is_of_my_agency(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("agency_id", "in", self.env.user._directive_agencies().ids)]
