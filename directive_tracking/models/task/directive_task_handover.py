from odoo import models
from odoo.fields import Command


class DirectiveTask(models.Model):
    _inherit = "directive.task"

    def _values_without(self, agency, successor):
        """Return the values that replace ``agency`` by ``successor`` in this task."""
        lead = successor if self.lead_agency_id == agency else self.lead_agency_id
        others = (self.coordinating_agency_ids - agency) - lead
        if agency in self.coordinating_agency_ids and successor != lead:
            others |= successor
        return {"lead_agency_id": lead.id, "coordinating_agency_ids": [Command.set(others.ids)]}
