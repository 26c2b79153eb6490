from odoo import fields, models


class DirectiveDocumentType(models.Model):
    """A kind of administrative document with the letters used in its number.

    Decree 30/2020/ND-CP, article 7 and appendix III: 29 kinds, of which the ordinary
    letter and the letter of courtesy carry no letters of their own.
    """

    _name = "directive.document.type"
    _description = "Document Type"
    _inherit = ["directive.default.mixin"]
    _order = "sequence, name, id"
    _rec_names_search = ["name", "abbreviation"]

    # The names are those of the decree; a translated kind of document would be another one.
    name = fields.Char(required=True)
    abbreviation = fields.Char(
        help="Letters in the number of the document, such as QĐ in 128/QĐ-UBND."
    )
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "This kind of document already exists, perhaps archived."
    )
