from odoo import api, models


class DirectiveTaskSeries(models.Model):
    """Periodic work is found by its words, the number of its directive or an agency."""

    _name = "directive.task.series"
    _inherit = ["directive.task.series", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "name", "product")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "directive_id.number")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "lead_agency_id", "coordinating_agency_ids")
