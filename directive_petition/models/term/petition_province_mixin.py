from odoo import api, fields, models
from odoo.fields import Domain


class PetitionProvinceMixin(models.AbstractModel):
    """A row that holds for the whole province: only managers who belong to the Office write it.

    A commune's manager decides the commune's own matters, not the terms of all others.
    """

    _name = "petition.province.mixin"
    _description = "Kept by the Office"

    is_kept_here = fields.Boolean(
        string="Kept by us", compute="_compute_is_kept_here", search="_search_is_kept_here"
    )

    @api.depends_context("uid")
    def _compute_is_kept_here(self):
        kept = self.filtered_domain(self._kept_domain())
        for row in self:
            row.is_kept_here = row in kept

    def _search_is_kept_here(self, operator, value):
        return self._kept_domain() if operator == "in" else NotImplemented

    @api.model
    def _kept_domain(self):
        """Return the domain of the rows that the user may write."""
        return Domain.TRUE if self._is_in_the_office() else Domain.FALSE

    @api.model
    def _is_in_the_office(self):
        return "office" in self.env.user._directive_agencies().mapped("kind")
