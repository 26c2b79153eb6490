from odoo import api, models


class DirectiveBroadcast(models.Model):
    """A broadcast is found by its text or by a notified agency."""

    _name = "directive.broadcast"
    _inherit = ["directive.broadcast", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "name", "body")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "told_agency_ids")
