from odoo import models


class DirectiveTaskCorrection(models.TransientModel):
    """The load and the past of the agency that has the task afterwards."""

    _inherit = "directive.task.correction"
    _realism_paths = ("lead_agency_id", "order_id", "name")

    def _receivers(self):
        return [(self.lead_agency_id, self.order_id, self.name)]
