from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...tools.letter.words import KINDS
from ...tools.processing.contents import EVIDENCE, unknown_evidence


class PetitionFileEntry(models.Model):
    """One entry of what a complete file holds: for a kind of matter, from one day to another."""

    _name = "petition.file.entry"
    _description = "Entry of a File"
    _inherit = ["petition.province.mixin", "directive.catalogue.mixin"]
    _order = "kind, sequence, id"
    _copied_as = "code"
    _default_key = ("kind", "code", "valid_from")

    kind = fields.Selection(KINDS, string="Kind of matter", required=True, index=True)
    code = fields.Char(required=True)
    told_by = fields.Char(
        string="Ticked by",
        help="Between commas: letter, papers, dialogue, others, or kinds of papers of the matter.",
    )
    is_required = fields.Boolean(
        string="Must be there", default=True, help="Otherwise it is there if there was one."
    )
    citation = fields.Char(required=True)
    is_verified = fields.Boolean(
        string="Verified", help="Compared with the text of the law by somebody of the Office."
    )
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()

    _code_uniq = models.Constraint(
        "UNIQUE (kind, code, valid_from)", "This entry already exists, perhaps archived."
    )

    @api.constrains("told_by")
    def _check_told_by(self):
        for entry in self:
            if unknown := unknown_evidence(entry.told_by):
                raise ValidationError(
                    self.env._(
                        "“%(word)s” ticks nothing off; possible are: %(known)s.",
                        word=unknown[0],
                        known=", ".join(EVIDENCE),
                    )
                )

    @api.constrains("valid_from", "valid_to")
    def _check_days(self):
        known = self.filtered(lambda one: one.valid_from and one.valid_to)
        if any(one.valid_to < one.valid_from for one in known):
            raise ValidationError(self.env._("An entry ends after it has begun."))

    @api.model
    def _of(self, kind, day):
        """Return the entries of a file of ``kind`` as the law stood on ``day``."""
        until = Domain("valid_to", "=", False) | Domain("valid_to", ">=", day)
        return self.search(Domain("kind", "=", kind) & Domain("valid_from", "<=", day) & until)
