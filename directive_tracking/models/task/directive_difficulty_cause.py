from odoo import fields, models


class DirectiveDifficultyCause(models.Model):
    """Why a task is stuck: agencies choose one, leaders see which cause is common."""

    _name = "directive.difficulty.cause"
    _description = "Cause of Difficulty"
    _inherit = ["directive.default.mixin"]
    _order = "sequence, name, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "There is such a cause already, perhaps an archived one."
    )
