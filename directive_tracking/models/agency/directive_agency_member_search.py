from odoo import models


class DirectiveAgencyMember(models.Model):
    """A member is found by name, post, telephone or agency."""

    _name = "directive.agency.member"
    _inherit = ["directive.agency.member", "directive.search.mixin"]
    _search_words = ("partner_id.name", "title", "partner_id.phone", "partner_id.email")
    _search_numbers = ()
    _search_agencies = ("agency_id",)
