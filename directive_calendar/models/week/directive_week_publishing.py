from odoo import models


class DirectiveWeek(models.Model):
    _inherit = "directive.week"
