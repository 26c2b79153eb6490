from odoo import models


class Base(models.AbstractModel):
    """Values are looked at where they come in: before an index, a constraint or the log sees them."""

    _inherit = "base"

    def _prepare_create_values(self, vals_list):
        """Check the written values and those from defaults in the context."""
        self._guard_values(vals_list)  # first: values are computed from these
        prepared = super()._prepare_create_values(vals_list)
        self._guard_bounds_of(prepared)
        return prepared

    def write(self, vals):
        self._guard_values([vals])
        return super().write(vals)

    def _guard_values(self, vals_list):
        for vals in vals_list:
            self._refuse_marks(vals)
        self._guard_bounds_of(vals_list)
