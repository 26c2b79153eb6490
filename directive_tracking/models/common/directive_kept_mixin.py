from odoo import api, models


class DirectiveKeptMixin(models.AbstractModel):
    """Rows that only the workflow writes and nobody copies or deletes."""

    _name = "directive.kept.mixin"
    _description = "Kept by the System"
    _inherit = ["directive.workflow.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        self._check_in_workflow()
        return super().create(vals_list)

    def write(self, vals):
        self._check_in_workflow()
        return super().write(vals)

    def copy(self, default=None):  # pylint: disable=method-required-super
        """Refuse: each row says what happened once."""
        self._refuse()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse()

    def _check_in_workflow(self):
        if not self._in_workflow():
            self._refuse()

    def _refuse(self):
        """Raise the sentence about these rows."""
        raise NotImplementedError
