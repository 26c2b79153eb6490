from odoo import fields, models


class DirectiveField(models.Model):
    """A field of work (lĩnh vực): the second dimension of every official figure."""

    _name = "directive.field"
    _description = "Field of Work"
    _inherit = ["directive.default.mixin"]
    _order = "sequence, name, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "This field of work already exists, perhaps archived."
    )
