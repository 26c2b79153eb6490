from odoo import api, models


class DirectiveRememberedMixin(models.AbstractModel):
    """Rows of which an answer is remembered between calls: every change lets it be forgotten.

    In all processes: Odoo tells the others of a cleared cache when the change is committed.
    """

    _name = "directive.remembered.mixin"
    _description = "Remembered Between Calls"
    # The fields the answer is made from, where others are written often; empty: all.
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
        # Until this is committed, another thread of this process may remember the old rows again.
        after = self.env.cr.postcommit
        if not after.data.get(self._name):
            after.data[self._name] = True
            after.add(self.env.registry.clear_cache)
