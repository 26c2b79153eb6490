from odoo import api, models

ENGLISH = "No"  # what Odoo shows in every language where a user has no role


class ResGroups(models.Model):
    """The form of a user says in the reader's language which roles are not given."""

    _inherit = "res.groups"

    @api.model
    def _get_view_group_hierarchy(self):
        found = super()._get_view_group_hierarchy()
        words = self.env._("Not given")
        privileges = {
            key: {**one, "placeholder": words} if one["placeholder"] == ENGLISH else one
            for key, one in found["privileges"].items()
        }
        return {**found, "privileges": privileges}
