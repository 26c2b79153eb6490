from odoo import api, models

from ...tools.figures import LISTED
from ...tools.home.counted import CELL, Counted


class DirectiveFormSourceFigures(models.AbstractModel):
    """A number of a form opens as a condition of its list, like one of a home page."""

    _inherit = "directive.form.source.figures"

    @api.model
    def _domain(self, ask, measure, key):
        if ask.scope or ask.starred or measure not in LISTED:
            return super()._domain(ask, measure, key)
        row = {} if key is None else {"by": ask.by, "key": self._from_key(ask, key)}
        counted = Counted(CELL, (measure,), ask.first, ask.last, **row)
        return [("counted_in", "=", counted.as_text())]
