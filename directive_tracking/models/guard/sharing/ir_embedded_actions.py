from odoo import models


class IrEmbeddedActions(models.Model):
    _name = "ir.embedded.actions"
    _inherit = ["ir.embedded.actions", "directive.sharing.guard"]
    _sharing_model_field = "parent_res_model"
    _sharing_owner_field = "user_id"
