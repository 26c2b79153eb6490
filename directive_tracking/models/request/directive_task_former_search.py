from odoo import api, models


class DirectiveTaskFormer(models.Model):
    """A task given away is found by its words, its number or the agency that had it."""

    _name = "directive.task.former"
    _inherit = ["directive.task.former", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "name", "subject", "product")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "number")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")
