from odoo import fields, models


class DirectiveCatalogueMixin(models.AbstractModel):
    """One entry of a catalogue that a province arranges: it is archived rather than deleted.

    Each catalogue declares that its names are unique, with its own sentence.
    """

    _name = "directive.catalogue.mixin"
    _description = "Catalogue Mixin"
    _inherit = ["directive.default.mixin", "directive.copied.mixin"]
    _order = "sequence, name, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
