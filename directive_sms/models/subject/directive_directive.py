from odoo import models


class DirectiveDirective(models.Model):
    _inherit = "directive.directive"
    _sms_words = "single"
