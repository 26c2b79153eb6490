from odoo import api, models, tools
from odoo.fields import Domain


class IrRule(models.Model):
    """Records without a rule are not shown to any user.

    Odoo shows all records of a model without rules to every user with access to it. Our models
    with visibility by agency are protected from that: an addon that forgets its rules shows
    nothing.
    """

    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        if not self.env.su and self._lacks_rules(model_name, mode):
            return Domain.FALSE
        return super()._compute_domain(model_name, mode)

    @api.model
    @tools.ormcache("self.env.uid", "model_name", "mode")
    def _lacks_rules(self, model_name, mode):
        """Tell whether the user's groups have no rule for a model with visibility by agency."""
        registry = self.env.registry
        if not issubclass(registry[model_name], registry["directive.visibility.mixin"]):
            return False
        # The system must know the rules that it applies.
        return not any(rule.groups for rule in self._get_rules(model_name, mode).sudo())
