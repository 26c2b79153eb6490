from odoo import api, models


class DirectiveKeptMixin(models.AbstractModel):
    """Rows on record that only the workflow creates, and nobody copies."""

    _name = "directive.kept.mixin"
    _description = "Kept by the System"
    _inherit = ["directive.recorded.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        self._check_in_workflow()
        return super().create(vals_list)

    def copy(self, default=None):  # pylint: disable=method-required-super
        """Refuse: each row says what happened once."""
        self._refuse()
