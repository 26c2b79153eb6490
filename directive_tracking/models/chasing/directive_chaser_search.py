from odoo import api, models


class DirectiveChaser(models.Model):
    """A formal reminder is found by its number, its tasks or the agency."""

    _name = "directive.chaser"
    _inherit = ["directive.chaser", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "number", "line_ids.content")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")
