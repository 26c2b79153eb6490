import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.seal.people import FILE, SEALING, framed, unframed

NAME = "file_name"


class PetitionPaper(models.Model):
    """The scan of a sealed letter is kept encrypted; others work with the redacted copy.

    A redacted copy is an ordinary paper: whoever adds it states that name, address and handwriting
    have been taken out, and what a machine can read of it is searched.
    """

    _inherit = "petition.paper"

    is_redacted = fields.Boolean(
        string="Redacted copy",
        copy=False,
        help="Names, addresses and handwriting have been taken out of it.",
    )
    is_in_seal = fields.Boolean(string="Original in the seal", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        self._guard_looked_up(vals_list)
        papers = self.browse()
        self.env["petition.letter"]._hold_joined(vals_list)
        for vals in vals_list:
            vals = {name: vals[name] for name in vals if name != "is_in_seal"}
            papers |= self._create_one(vals)
        return papers

    @api.model
    def _create_one(self, vals):
        # Whether a letter is sealed does not depend on who adds a paper.
        letter = self.env["petition.letter"].sudo().browse(vals.get("letter_id") or ())
        if not (self._is_sealing_letter() or letter.is_sealed):
            return super().create([vals])  # pylint: disable=super-method-mismatch
        # Papers are often called as their files, and files after people.
        named = {name: vals[name] for name in ("name", "condition") if vals.get(name)}
        vals = {**vals, **{name: letter._blackened(text) for name, text in named.items()}}
        content = vals.get("file")
        if not content or vals.get("is_redacted"):
            return super().create([vals])  # pylint: disable=super-method-mismatch
        paper = super().create([{**vals, "file": False, NAME: False}])  # pylint: disable=super-method-mismatch
        paper._seal_file(content, vals.get(NAME))
        return paper

    @api.model
    def _goes_into_seal(self, letter, is_redacted):
        return (self._is_sealing_letter() or letter.is_sealed) and not is_redacted

    @api.model
    def _is_sealing_letter(self):
        return self.env.context.get("petition_sealing") is SEALING

    def write(self, vals):
        if "is_in_seal" in vals:
            raise UserError(self.env._("Only the system says what is in the seal."))
        # Whether a letter is sealed does not depend on who writes.
        sealed = self.sudo().filtered(
            lambda one: one._goes_into_seal(one.letter_id, vals.get("is_redacted", one.is_redacted))
        )
        if vals.get("file") and sealed:
            for paper in sealed.sudo(False):
                paper._seal_file(vals["file"], vals.get(NAME))
            super(PetitionPaper, self - sealed.sudo(False)).write(vals)
            vals = {**vals, "file": False, NAME: False}
            return super(PetitionPaper, sealed.sudo(False)).write(vals)
        holding = self._holding_files()
        result = super().write(vals)
        if not vals.keys().isdisjoint(("is_redacted", "letter_id")):
            holding._seal_file_as_stored()
        return result

    def _holding_files(self):
        """Return those of these papers that may hold a file."""
        return self

    # Sealing

    def _seal_file_as_stored(self):
        """Take the files stored openly on these papers into the seal, unless they are redacted."""
        for paper in self.with_context(bin_size=False):
            if paper._goes_into_seal(paper.letter_id, paper.is_redacted) and paper.file:
                paper._seal_file(paper.file, paper.file_name)

    def _seal_file(self, content, name):
        self.ensure_one()
        file = framed(name, base64.b64decode(content))
        self.env["petition.seal"]._put(self, FILE, file, self.letter_id)
        self._erase_file()
        super().write({"file": False, NAME: False, "is_in_seal": True})  # pylint: disable=super-method-mismatch

    def _erase_file(self):
        """Remove the plain file from the disk at the end of the transaction, not days later."""
        # The value of a field is an attachment that only the system sees.
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "=", self.id),
                    ("res_field", "=", "file"),
                ]
            )
        )
        files._erase_after_commit()

    def _original(self):
        """Return ``(name, content)`` of the sealed original; the caller has asked for a grant."""
        name, content = unframed(self.env["petition.seal"]._of(self, FILE)._open())
        return name or self.name, content
