from odoo import api, fields, models


class DirectiveDocumentType(models.Model):
    """A kind of administrative document with the letters used in its number.

    Decree 30/2020/ND-CP, article 7 and appendix III: 29 kinds, of which the ordinary
    letter and the letter of courtesy carry no letters of their own. The names are those of the
    decree and are not translated: a translated kind of document would be another one.
    """

    _name = "directive.document.type"
    _description = "Document Type"
    _inherit = ["directive.catalogue.mixin"]
    _rec_names_search = ["name", "abbreviation"]

    abbreviation = fields.Char(
        help="Letters in the number of the document, such as QĐ in 128/QĐ-UBND."
    )

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "This kind of document already exists, perhaps archived."
    )

    @api.model
    def _by_letters(self):
        """Return ``{letters in lower case: kind}``, for `_letters_of`."""
        kinds = self.search([("abbreviation", "!=", False)])
        return {kind.abbreviation.lower(): kind for kind in kinds}

    @api.model
    def _letters_of(self, number):
        """Return the letters that tell the kind of a document: qđ of 128/QĐ-UBND."""
        return number.partition("/")[2].partition("-")[0].strip().lower()
