from odoo import models


class DirectiveField(models.Model):
    """A field of work (lĩnh vực): the second dimension of every official figure."""

    _name = "directive.field"
    _description = "Field of Work"
    _inherit = ["directive.catalogue.mixin"]

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "This field of work already exists, perhaps archived."
    )
