from odoo import api, models

from ...tools.search import NUMBER_INDEX


class DirectiveDirective(models.Model):
    """A directive is found by its subject or its number."""

    _name = "directive.directive"
    _inherit = ["directive.directive", "directive.search.mixin"]

    _number_key_idx = models.Index(NUMBER_INDEX)

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "subject")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "number")
