from odoo import api, models


class DirectiveRememberedMixin(models.AbstractModel):
    """Rows with a cached result: every change clears the cache.

    This works in all processes: Odoo signals a cleared cache when the change is committed.
    """

    _name = "directive.remembered.mixin"
    _description = "Remembered Between Calls"
    # The fields of the cached result, if others are written often; empty: all.
    _remembered_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        self._forget_remembered()
        return rows

    def write(self, vals):
        result = super().write(vals)
        if not self._remembered_fields or self._remembered_fields & vals.keys():
            self._forget_remembered()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget_remembered()
        return result

    @api.model
    def _forget_remembered(self):
        self.env.registry.clear_cache()
        # Before this is committed, another thread of this process may cache the old rows again.
        after = self.env.cr.postcommit
        if not after.data.get(self._name):
            after.data[self._name] = True
            after.add(self.env.registry.clear_cache)
