import hashlib
from contextlib import suppress
from pathlib import Path

from odoo import api, models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model
    def _get_path(self, bin_data, sha):
        """Drop half of a file first, which a power cut left under the name of the whole."""
        self._drop_half(sha, len(bin_data))
        return super()._get_path(bin_data, sha)

    @api.model
    def _file_write(self, bin_value, checksum):
        """Leave nothing behind on a full disk.

        Odoo names files after their content: it would refuse the same file from then on.
        """
        try:
            return super()._file_write(bin_value, checksum)
        except OSError:
            # The first error is the one to tell. A whole file is somebody else's, of the same moment.
            with suppress(OSError):
                self._drop_half(checksum, len(bin_value))
            raise

    @api.model
    def _drop_half(self, sha, size):
        path = Path(self._full_path(f"{sha[:2]}/{sha}"))
        if path.is_file() and path.stat().st_size < size:
            with path.open("rb") as file:
                is_damaged = hashlib.file_digest(file, "sha1").hexdigest() != sha
            if is_damaged:
                path.unlink()
