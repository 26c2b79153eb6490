from odoo import models

from ...tools.evidence.file_kinds import TAKEN, read_list

DEFAULTS = {
    "file_kinds": ", ".join(TAKEN),
    "file_megabytes": 25,
    "report_megabytes": 100,
    "picture_pixels": 1600,
    "picture_quality": 80,
}


class DirectiveSettings(models.AbstractModel):
    """Which files are taken, how large they may be, and how far pictures are shrunk."""

    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS

    def _file_kinds(self):
        """Return the kinds of files that are taken."""
        return read_list(self._get("file_kinds"))
