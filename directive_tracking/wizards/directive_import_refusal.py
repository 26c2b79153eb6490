from odoo import models

from ..tools.appendix.errors import SENTENCES, WORDS
from .wording import said


class DirectiveImport(models.TransientModel):
    """What to say of a file that is not read."""

    _inherit = "directive.import"

    def _error_sentence(self, error, name):
        """Return why the file called ``name`` is not read, for a person."""
        values = {"size": "", "limit": "", "found": "", "part": "", "place": "text", **error.values}
        for part in ("found", "part", "place"):
            if words := WORDS.get(values[part]):
                values[part] = said(self.env, words)
        values["file"] = name or self.env._("The file")
        return said(self.env, SENTENCES[error.code], **values)
