from odoo import fields, models


class PetitionCriterion(models.Model):
    """A legal reason to call a matter complex; it is declared in writing and kept in the file."""

    _name = "petition.criterion"
    _description = "Criterion of Complexity"
    _inherit = ["petition.province.mixin", "directive.catalogue.mixin"]
    _copied_as = "code"
    _default_key = ("code",)

    code = fields.Char(required=True)
    citation = fields.Char(required=True)

    _code_uniq = models.Constraint("UNIQUE (code)", "This criterion already exists.")
