from odoo import api, models


class DirectiveDemo(models.AbstractModel):
    """Reorganisations that wait for their administrator."""

    _inherit = "directive.demo"

    @api.model
    def _preview_reorganisations(self, ids):
        """Preview these drafts in the language of the province, in which the preview is kept."""
        self = self._in_its_language()
        for draft in self.env["directive.reorganisation"].browse(ids):
            draft.action_preview()
