from odoo import api, models


class DirectiveReorganisation(models.Model):
    """A reorganisation is found by its decision, its note or an agency."""

    _name = "directive.reorganisation"
    _inherit = ["directive.reorganisation", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "name", "note")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "name")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "concerned_agency_ids")
