from odoo import fields, models


class DirectiveTaskCorrection(models.TransientModel):
    """The coefficient of an assigned task changes by a correction, with a reason."""

    _inherit = "directive.task.correction"

    coefficient = fields.Float(digits=(6, 2), help="Its weight in scores and weighted figures.")
