from odoo import fields, models


class DirectiveDifficultyCause(models.Model):
    """Causes of difficulty: agencies choose one, leaders see the common ones."""

    _name = "directive.difficulty.cause"
    _description = "Cause of Difficulty"
    _inherit = ["directive.default.mixin"]
    _order = "sequence, name, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint("UNIQUE (name)", "This cause already exists, perhaps archived.")
