from odoo import models


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = ["res.users", "directive.contact.guard"]
    _contact_person = "partner_id"
