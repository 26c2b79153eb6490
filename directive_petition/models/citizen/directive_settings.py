from odoo import models

ADDRESS = "directive_petition.citizen_address"


class DirectiveSettings(models.AbstractModel):
    """Where citizens find the pages for letters."""

    _inherit = "directive.settings"

    def _citizen_address(self):
        """Return the address of the server as citizens reach it, without a slash at its end."""
        chosen = self._read_setting(ADDRESS, "")
        return (chosen or self.get_base_url()).strip().rstrip("/")
