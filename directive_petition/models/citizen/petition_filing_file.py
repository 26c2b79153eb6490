import base64

from odoo import api, fields, models
from odoo.fields import NO_ACCESS

from odoo.addons.directive_tracking.tools.evidence.file_kinds import in_megabytes, not_taken

from ...tools.citizen.filing import file_name
from ...tools.citizen.picture import is_too_large
from ...tools.seal.cipher import open_bytes, open_values, seal_bytes, seal_values

TAKEN = ("pdf", "jpg", "png", "heic", "docx")
MOST_FILES, MOST_BYTES = 5, 5 * 2**20
LONGEST_NAME = 120


class PetitionFilingFile(models.Model):
    """A file of a letter being filed online; its name and its content are sealed as well."""

    _name = "petition.filing.file"
    _description = "File of a Letter Being Filed Online"
    _order = "id"

    filing_id = fields.Many2one(
        "petition.filing", required=True, readonly=True, index=True, ondelete="cascade"
    )
    sealed_name = fields.Text(readonly=True, groups=NO_ACCESS)
    sealed = fields.Binary(readonly=True, attachment=True, groups=NO_ACCESS)

    @api.model
    def _add(self, filing, name, content):
        """Add a file to ``filing``; return why it is not taken, or ""."""
        filing._hold_and_touch()
        name = file_name(name)[-LONGEST_NAME:] or self.env._("File")
        if refusal := self._refusal(filing, name, content):
            return refusal
        row = self.create({"filing_id": filing.id})
        seal = self.env["petition.seal.keys"]._with_keys
        sealed = seal(seal_bytes, content, row._place())
        row.write(
            {
                "sealed_name": seal(seal_values, {"name": name}, row._place()),
                "sealed": base64.b64encode(sealed),
            }
        )
        return ""

    @api.model
    def _refusal(self, filing, name, content):
        if len(filing.file_ids) >= MOST_FILES:
            return self.env._(
                "At most %(most)s files can be sent: bring the others.", most=MOST_FILES
            )
        if not content:
            return self.env._("“%(name)s” is empty: choose another file.", name=name)
        if len(content) > MOST_BYTES:
            return self.env._(
                "“%(name)s” is %(size)s; a file may have %(most)s: make it smaller.",
                name=name,
                size=in_megabytes(len(content)),
                most=in_megabytes(MOST_BYTES),
            )
        if is_too_large(content):
            return self.env._("The picture “%(name)s” is too large: make it smaller.", name=name)
        if not_taken(name, content, TAKEN):
            return self.env._(
                "“%(name)s” cannot be taken: choose a photograph, a PDF or a DOCX.", name=name
            )
        return ""

    def _place(self):
        return f"{self._name},{self.id}"

    def _name_typed(self):
        keys = self.env["petition.seal.keys"]
        return keys._with_keys(open_values, self.sealed_name, self._place())["name"]

    def _content(self):
        sealed = base64.b64decode(self.with_context(bin_size=False).sealed or b"")
        return self.env["petition.seal.keys"]._with_keys(open_bytes, sealed, self._place())
