from odoo import api, models


class DirectiveAgencyMember(models.Model):
    """A member is found by name, post, telephone or agency."""

    _name = "directive.agency.member"
    _inherit = ["directive.agency.member", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (
            *super()._word_paths(),
            "partner_id.name",
            "title",
            "partner_id.phone",
            "partner_id.email",
        )

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")
