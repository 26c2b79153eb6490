from odoo import api, models
from odoo.fields import Domain


class DirectiveAgency(models.Model):
    """Agencies chosen for an order, a task or a broadcast: one rule for all of them."""

    _inherit = "directive.agency"

    @api.model
    def _chosen(self, kinds=(), named=None, include_lower=False, excluded=None):
        """Return the agencies in use that are chosen by kind or by name.

        :param kinds: kinds of agencies, each as a whole
        :param named: agencies chosen by group or one by one; archived ones are left out
        :param include_lower: whether all agencies below them are chosen too
        :param excluded: agencies left out in the end
        """
        agencies = self.with_context(active_test=True)
        named = named if named is not None else self.browse()
        found = agencies.search(Domain("kind", "in", kinds) | Domain("id", "in", named.ids))
        if include_lower:
            found = agencies.search([("id", "child_of", found.ids)])
        return found - excluded if excluded is not None else found
