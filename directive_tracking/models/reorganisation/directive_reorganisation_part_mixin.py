from odoo import api, models


class DirectiveReorganisationPartMixin(models.AbstractModel):
    """A row of a reorganisation, which changes only while that is a draft."""

    _name = "directive.reorganisation.part.mixin"
    _description = "Part of a Reorganisation"

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_is_draft()
        return parts

    def write(self, vals):
        self._check_is_draft()
        result = super().write(vals)
        self._check_is_draft()  # of the one it was moved to
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_drafts(self):
        self._check_is_draft()

    def _check_is_draft(self):
        # Who may write a part may know the state of the whole.
        self.sudo().reorganisation_id._check_is_draft()
