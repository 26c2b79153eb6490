from odoo import api, models


class PetitionNamedMixin(models.AbstractModel):
    """A record whose name is shown to its readers alone.

    It is seen with its matter, letter or visit; a link to it shows its name without asking.
    """

    _name = "petition.named.mixin"
    _description = "Named to Its Readers"

    @api.depends_context("uid")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._hide_unreadable_names()
