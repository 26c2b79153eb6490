from odoo import api, models


class Base(models.AbstractModel):
    """What becomes of a model's references to agencies when those are merged or split."""

    _inherit = "base"

    @api.model
    def _reorganisation_fields(self):
        """Return ``{stored field that refers to agencies: Fate}``.

        The model that owns a field declares it: ``super()._reorganisation_fields() | {…}``.
        """
        return {}

    @api.model
    def _reorganised(self, name, values, planned):
        """Return ``values`` as this model can take them: ``{id: new value of the field name}``.

        A model extends it where a new value would break a rule of its own. What it leaves out
        stays as it is.

        :param planned: ``{(model, field): {id: new value}}`` of what has been planned before
        """
        return values

    @api.model
    def _reorganised_besides(self, planned):
        """Return what else changes in this model: ``{field: {id: (old, new)}}``.

        :param planned: ``{(model, field): {id: new value}}`` of everything that moves
        """
        return {}
