from odoo import api, models


class DirectiveEvidenceMixin(models.AbstractModel):
    """Rows that are only ever added: nobody changes or deletes them, administrators included."""

    _name = "directive.evidence.mixin"
    _description = "Evidence"

    def write(self, vals):  # pylint: disable=method-required-super
        """Refuse: nothing is ever written, so there is nothing to hand on."""
        self._refuse()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse()

    def _refuse(self):
        """Raise the sentence that says what these rows are."""
        raise NotImplementedError
