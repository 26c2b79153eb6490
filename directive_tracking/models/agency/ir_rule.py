from odoo import api, models, tools
from odoo.fields import Domain

APPLIED = ("domain_force", "groups")  # what applying a rule reads of it


class IrRule(models.Model):
    """Records without a rule are not shown to any user.

    Odoo shows all records of a model without rules to every user with access to it. Our models
    with visibility by agency are protected from that: an addon that forgets its rules shows
    nothing.

    Rules are read once for all users of the same groups. Odoo reads those of each model anew for
    each user, with three queries: two thirds of what a person's first form of a task asks for.
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

    def _get_rules(self, model_name, mode="read"):
        read = super()._get_rules
        if self.env.su:
            return read(model_name, mode)
        rows = self._rows_of_rules(model_name, mode, self.env.user._get_group_ids(), read)
        rules = self.browse(row[0] for row in rows)
        for number, name in enumerate(APPLIED, 1):
            self._fields[name]._insert_cache(rules, [row[number] for row in rows])
        return rules

    @tools.ormcache("model_name", "mode", "groups")
    def _rows_of_rules(self, model_name, mode, groups, read):
        """Return ``[(id, domain_force, ids of groups)]`` of the rules for the user's ``groups``.

        Odoo forgets it with the domains made of it, at each change of a rule or of a group.
        """
        # The system must know the rules that it applies.
        rules = read(model_name, mode).sudo()
        return [(rule.id, rule.domain_force, rule.groups._ids) for rule in rules]
