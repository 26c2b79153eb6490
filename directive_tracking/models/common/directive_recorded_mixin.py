from odoo import api, models


class DirectiveRecordedMixin(models.AbstractModel):
    """Rows that only the workflow writes once they exist, and nobody deletes."""

    _name = "directive.recorded.mixin"
    _description = "On Record"
    _inherit = ["directive.workflow.mixin"]

    def write(self, vals):
        self._check_in_workflow()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse()

    def _check_in_workflow(self):
        if not self._in_workflow():
            self._refuse()

    def _refuse(self):
        """Raise the sentence about these rows."""
        raise NotImplementedError
