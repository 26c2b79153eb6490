from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.letter.words import KINDS


class PetitionSubject(models.Model):
    """What a matter is about: a tree of up to three levels, by kind."""

    _name = "petition.subject"
    _description = "Subject of Petitions"
    _inherit = ["petition.province.mixin", "directive.catalogue.mixin"]
    _parent_store = True
    _order = "complete_name, id"
    _rec_name = "complete_name"
    _rec_names_search = ["complete_name", "code"]

    code = fields.Char(required=True)
    kind = fields.Selection(KINDS, help="Empty: for every kind.")
    parent_id = fields.Many2one("petition.subject", index="btree_not_null", ondelete="restrict")
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("petition.subject", "parent_id", string="Subjects below")
    complete_name = fields.Char(
        string="Full name", compute="_compute_complete_name", store=True, recursive=True
    )

    _code_uniq = models.Constraint(
        "UNIQUE (code)", "This code of a subject already exists, perhaps archived."
    )
    _copied_as = "code"
    _default_key = ("code",)

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for subject in self:
            above = subject.parent_id.complete_name
            subject.complete_name = f"{above} / {subject.name}" if above else subject.name

    @api.constrains("parent_id")
    def _check_tree(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A subject cannot be below itself."))
