from odoo import api, models


class DirectiveInquiryAnswer(models.Model):
    """A report is found by its title or its agency."""

    _name = "directive.inquiry.answer"
    _inherit = ["directive.inquiry.answer", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "name")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")
