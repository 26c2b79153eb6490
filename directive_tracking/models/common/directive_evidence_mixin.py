from odoo import api, models


class DirectiveEvidenceMixin(models.AbstractModel):
    """Append-only rows: nobody can change or delete them, not even administrators."""

    _name = "directive.evidence.mixin"
    _description = "Evidence"

    def write(self, vals):  # pylint: disable=method-required-super
        """Refuse: such rows are never written."""
        self._refuse()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse()

    def _refuse(self):
        """Raise the sentence about these rows."""
        raise NotImplementedError
