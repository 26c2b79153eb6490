from odoo import models

# Odoo names them in the work of people who may not read them.
NAMED_TO_ALL = ("ir.actions.", "ir.ui.", "mail.template", "res.groups")


class Base(models.AbstractModel):
    """Methods of Odoo that answer for any id or from the cache."""

    _inherit = "base"

    def get_metadata(self):
        """Return the technical data of a record only to its readers."""
        self.check_access("read")
        return super().get_metadata()

    def get_external_id(self):
        """Return external ids only to readers: they tell that a record exists."""
        if not self._name.startswith(NAMED_TO_ALL):
            self.check_access("read")
        return super().get_external_id()

    def copy_data(self, default=None):
        """Return copy values only to readers of the original."""
        self.check_access("read")
        return super().copy_data(default)

    def _hide_unreadable_names(self):
        """Blank the names of these records that the reader may not read.

        A many2one shows the name of its target as the system, whatever its reader may see.
        """
        kept = self.filtered("id").sudo(False)
        hidden = kept - kept._filtered_access("read")
        hidden.with_env(self.env).display_name = self.env._("(not visible to you)")
