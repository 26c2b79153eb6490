from odoo import api, models
from odoo.exceptions import AccessError

from ...tools.guard.ours import is_our_addon

# Who may say what everybody's list of ours begins with.
SHARERS = ("directive_tracking.group_directive_office", "directive_tracking.group_directive_admin")


class DirectiveSharingGuard(models.AbstractModel):
    """What everybody finds on lists of ours is the Office's and the administrators' to make.

    Odoo lets anybody keep a search for all, even as what a list opens with, or put a button
    there: a clerk could hide the tasks of the whole province.
    """

    _name = "directive.sharing.guard"
    _description = "Shared Searches and Buttons"
    _sharing_model_field = None  # names the model whose lists show it
    _sharing_owner_field = None  # those for whom alone it is

    @api.model_create_multi
    def create(self, vals_list):
        filters = super().create(vals_list)
        filters._check_sharing()
        return filters

    def write(self, vals):
        self._check_sharing()
        result = super().write(vals)
        self._check_sharing()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_own(self):
        self._check_sharing()

    def _check_sharing(self):
        """Raise if one of these is for others, on a model of ours, and is not the caller's to share."""
        if self.env.su or any(map(self.env.user.has_group, SHARERS)):
            return
        # Whose a filter is, is asked whatever the caller may read.
        if any(not one._is_private() and one._is_on_ours() for one in self.sudo()):
            raise AccessError(
                self.env._(
                    "Only the Office and administrators change what others find on these lists: "
                    "keep it for yourself."
                )
            )

    def _is_private(self):
        return self[self._sharing_owner_field] == self.env.user

    def _is_on_ours(self):
        model = self.env.registry.models.get(self[self._sharing_model_field])
        ours = model is not None and is_our_addon(model._original_module or "")
        return ours or model is not None and hasattr(model, "_sight_model_field")
