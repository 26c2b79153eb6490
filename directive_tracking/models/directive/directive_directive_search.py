from odoo import api, models
from odoo.fields import Domain

from ...tools.search import NUMBER_INDEX

PARTS = ("lead_agency_id", "coordinating_agency_ids")


class DirectiveDirective(models.Model):
    """A directive is found by its subject, its number or an agency that was given a task of it."""

    _name = "directive.directive"
    _inherit = ["directive.directive", "directive.search.mixin"]
    _search_words = ("subject",)
    _search_numbers = ("number",)
    _search_agencies = ("task_ids",)

    _number_key_idx = models.Index(NUMBER_INDEX)

    @api.model
    def _of_agencies(self, path, agency_ids):
        """Look among the tasks the reader may see: who else was given one is not his to know."""
        return Domain.OR(Domain(path, "any", Domain(part, "in", agency_ids)) for part in PARTS)
