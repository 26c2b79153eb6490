from odoo import models


class Base(models.AbstractModel):
    """Methods of Odoo that answer for any id or from the cache."""

    _inherit = "base"

    def get_metadata(self):
        """Return the technical data of a record only to its readers."""
        self.check_access("read")
        return super().get_metadata()

    def copy_data(self, default=None):
        """Return copy values only to readers of the original."""
        self.check_access("read")
        return super().copy_data(default)
