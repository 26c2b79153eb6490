from odoo import models

from ...tools.appendix.errors import SENTENCES, WORDS
from ...tools.guard.quotes import cut
from ..wording import said


class DirectiveImport(models.TransientModel):
    """Messages for rejected files."""

    _inherit = "directive.import"

    def _error_sentence(self, error, name):
        """Return the sentence that explains why the file ``name`` is rejected."""
        values = {"size": "", "limit": "", "found": "", "part": "", "place": "text", **error.values}
        for part in ("found", "part", "place"):
            if words := WORDS.get(values[part]):
                values[part] = said(self.env, words)
        values["file"] = cut(name or "") or self.env._("The file")
        return said(self.env, SENTENCES[error.code], **values)
