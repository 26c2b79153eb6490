from odoo import models

from ...tools.search import NUMBER_INDEX


class DirectiveDirective(models.Model):
    """A directive is found by its subject or its number."""

    _name = "directive.directive"
    _inherit = ["directive.directive", "directive.search.mixin"]
    _search_words = ("subject",)
    _search_numbers = ("number",)

    _number_key_idx = models.Index(NUMBER_INDEX)
