from odoo import models


class Base(models.AbstractModel):
    """Methods of Odoo that answer for any id, or for what happens to be remembered of it."""

    _inherit = "base"

    def get_metadata(self):
        """Tell who made and changed a record to those who may read it."""
        self.check_access("read")
        return super().get_metadata()

    def copy_data(self, default=None):
        """Return what a copy would hold to those who may read the original."""
        self.check_access("read")
        return super().copy_data(default)
