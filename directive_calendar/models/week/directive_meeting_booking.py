from odoo import models


class DirectiveMeeting(models.Model):
    _inherit = "directive.meeting"
