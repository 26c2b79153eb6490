from odoo import models

WITH_TEXT = "directive_petition.denunciation_text"


class DirectiveSettings(models.AbstractModel):
    """Whether denunciations are registered with their text."""

    _inherit = "directive.settings"

    def _denunciations_have_text(self):
        """Tell whether a denunciation shows a summary; if not, its texts are in the seal."""
        return self._read_setting(WITH_TEXT, False)
