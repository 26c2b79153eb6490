from odoo import models

from .search_guard import X2MANY


class Base(models.AbstractModel):
    """A record shows only links that its reader may read, whatever is cached.

    Odoo caches the links of a record once for everybody within one request. Links that the system
    read while saving or computing would be shown to the reader as well.
    """

    _inherit = "base"

    def read(self, fields=None, load="_classic_read"):
        if not self.env.su:
            self._forget_links(fields)
        return super().read(fields, load=load)

    def _forget_links(self, names=None):
        """Re-fetch the links among ``names`` (all fields if None) as the reader."""
        fields = map(self._fields.get, self._fields if names is None else names)
        remembered = [field.name for field in fields if self._remembers_hidden(field)]
        if remembered:
            self.invalidate_recordset(remembered)

    def _remembers_hidden(self, field):
        """Tell whether ``field`` holds links of these records that its reader might not see."""
        if field is None or field.type not in X2MANY or not field.store:
            return False
        if not any(map(field._get_cache(self.env).__contains__, self._ids)):
            return False
        return self.env[field.comodel_name]._hides_records()
