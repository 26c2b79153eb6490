from odoo import api, models


class DirectiveScore(models.Model):
    """A score is found by its agency."""

    _name = "directive.score"
    _inherit = ["directive.score", "directive.search.mixin"]

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")
