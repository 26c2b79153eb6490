from odoo import api, models
from odoo.fields import Domain

PARTS = ("lead_agency_id", "coordinating_agency_ids")


class DirectiveDirective(models.Model):
    """A directive is found by an agency too that was given a task of it."""

    _inherit = "directive.directive"

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "task_ids")

    @api.model
    def _of_agencies(self, path, agency_ids):
        """Search only the visible tasks: readers must not learn the other agencies."""
        return Domain.OR(Domain(path, "any", Domain(part, "in", agency_ids)) for part in PARTS)
