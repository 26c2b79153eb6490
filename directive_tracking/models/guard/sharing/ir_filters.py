from odoo import models


class IrFilters(models.Model):
    _name = "ir.filters"
    _inherit = ["ir.filters", "directive.sharing.guard"]
    _sharing_model_field = "model_id"
    _sharing_owner_field = "user_ids"
