from odoo import models


class DirectiveCopiedMixin(models.AbstractModel):
    """Records that are unique by a name or a code: a copy gets one that is free."""

    _name = "directive.copied.mixin"
    _description = "Copied under Another Name"
    _copied_as = "name"  # the field in which a copy differs

    def copy_data(self, default=None):
        """Return the values of copies, each with a name of its own."""
        found, taken = super().copy_data(default), set()
        if self._copied_as not in (default or {}):
            for record, vals in zip(self, found, strict=True):
                vals[self._copied_as] = record._free_name(taken)
                taken.add(vals[self._copied_as])
        return found

    def _free_name(self, taken):
        """Return the name of this record, marked as a copy as often as it takes to be free."""
        # Those taken by the archived and by what its reader may not see are taken too.
        everyone = self.sudo().with_context(active_test=False)
        name = self.env._("%s (copy)", self[self._copied_as] or "")
        while name in taken or everyone.search_count([(self._copied_as, "=", name)], limit=1):
            name = self.env._("%s (copy)", name)
        return name
