from odoo import models


class DirectiveTask(models.Model):
    _inherit = "directive.task"
    _sms_words = "single"
