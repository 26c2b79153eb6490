from odoo import models

from ...tools.evidence.file_kinds import accept_of


class IrHttp(models.AbstractModel):
    """The web client knows how far to shrink pictures before it sends them."""

    _inherit = "ir.http"

    def session_info(self):
        settings = self.env["directive.settings"]
        return super().session_info() | {
            "directive_evidence": {
                "accept": accept_of(settings._file_kinds()),
                "megabytes": settings._get("file_megabytes"),
                "pixels": settings._get("picture_pixels"),
                "quality": settings._get("picture_quality"),
            }
        }
