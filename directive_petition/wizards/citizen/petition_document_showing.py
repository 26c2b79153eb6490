import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.evidence.file_kinds import not_taken

TAKEN = ("pdf", "docx", "jpg", "png")


class PetitionDocumentShowing(models.TransientModel):
    """Puts an issued paper on the citizen's page, best as the signed and sealed file."""

    _name = "petition.document.showing"
    _description = "Paper for the Citizen's Page"

    document_id = fields.Many2one("petition.document", required=True, ondelete="cascade")
    file = fields.Binary(string="Signed file", attachment=False)
    file_name = fields.Char()

    @api.model
    def _opened(self, document):
        """Return the action that opens this form for ``document``."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Show to the citizen"),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_document_id": document.id},
        }

    def action_show(self):
        """Put the paper on the page.

        :raises UserError: if it is not issued, or the file is none that is taken
        """
        self.ensure_one()
        content = self._content()
        if content and not_taken(self.file_name or "", content, TAKEN):
            raise UserError(
                self.env._("“%s” cannot be taken: choose a PDF, DOCX or picture.", self.file_name)
            )
        self.document_id._show(self.file_name, content)
        return {"type": "ir.actions.act_window_close"}

    def _content(self):
        try:
            return base64.b64decode(self.with_context(bin_size=False).file or b"")
        except binascii.Error as error:
            raise UserError(self.env._("The file cannot be read: choose it again.")) from error
