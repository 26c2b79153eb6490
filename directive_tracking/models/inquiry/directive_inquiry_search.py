from odoo import api, models


class DirectiveInquiry(models.Model):
    """A report asked of agencies is found by its title or by an agency asked."""

    _name = "directive.inquiry"
    _inherit = ["directive.inquiry", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "name")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "asked_agency_ids")
