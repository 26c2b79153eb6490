from odoo import api, models
from odoo.fields import Domain


class DirectiveSearchMixin(models.AbstractModel):
    """A record is found by an agency too: by every spelling the import of appendices knows."""

    _inherit = "directive.search.mixin"

    @api.model
    def _agency_paths(self):
        """Return the paths of the fields that lead to agencies."""
        return ()

    @api.model
    def _other_ways(self, text):
        return [*super()._other_ways(text), self._agency_ways(text)]

    @api.model
    def _agency_ways(self, text):
        paths = self._open(self._agency_paths())
        agencies = paths and self.env["directive.agency"]._named_in(text)
        if not agencies:
            return Domain.FALSE
        return Domain.OR(self._of_agencies(path, agencies.ids) for path in paths)

    @api.model
    def _of_agencies(self, path, agency_ids):
        """Return the domain of the records whose ``path`` leads to one of these agencies."""
        return Domain(path, "in", agency_ids)
