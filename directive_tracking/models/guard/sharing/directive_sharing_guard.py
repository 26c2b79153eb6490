from odoo import api, models
from odoo.exceptions import AccessError

from ....tools.guard.ours import is_our_addon

# Roles that may share filters on our lists.
SHARERS = ("directive_tracking.group_directive_office", "directive_tracking.group_directive_admin")


class DirectiveSharingGuard(models.AbstractModel):
    """Only the Office and administrators share filters and buttons on our lists.

    Odoo lets anybody share a filter, even as the default of a list, or a button: a clerk could
    hide the tasks of the whole province.
    """

    _name = "directive.sharing.guard"
    _description = "Shared Filter Guard"
    _sharing_model_field = None  # names the model whose lists show it
    _sharing_owner_field = None  # only these recipients

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
        """Raise if one of these is shared, on a model of ours, and the caller may not share it."""
        if self.env.su or any(map(self.env.user.has_group, SHARERS)):
            return
        # The owner of a filter is read, whatever the caller may read.
        if any(not one._is_private() and one._is_on_ours() for one in self.sudo()):
            raise AccessError(
                self.env._(
                    "Only the Office and administrators can share filters and buttons on these "
                    "lists: save it for yourself."
                )
            )

    def _is_private(self):
        return self[self._sharing_owner_field] == self.env.user

    def _is_on_ours(self):
        model = self.env.registry.models.get(self[self._sharing_model_field])
        ours = model is not None and is_our_addon(model._original_module or "")
        return ours or model is not None and hasattr(model, "_sight_model_field")
