from odoo import models
from odoo.exceptions import UserError

from ...tools.bounds import MOST_LEVELS, levels, measure


class Base(models.AbstractModel):
    """No question that would keep the server busy for everybody else.

    Anybody with an account may ask over the web client's interface what no screen asks: a
    domain of relations in relations, records within records. The superuser, as whom the
    suite's own code asks, is not limited.
    """

    _inherit = "base"

    def _search(self, domain, *args, **kwargs):
        self._guard_domain(domain)
        return super()._search(domain, *args, **kwargs)

    def web_read(self, specification):
        self._guard_levels(levels(specification))
        return super().web_read(specification)

    def onchange(self, values, field_names, fields_spec):
        self._guard_levels(levels(fields_spec))
        return super().onchange(values, field_names, fields_spec)

    def export_data(self, fields_to_export):
        self._guard_levels(max((path.count("/") + 1 for path in fields_to_export), default=0))
        return super().export_data(fields_to_export)

    def _guard_domain(self, domain):
        if not self.env.su and measure(domain).is_too_much:
            raise UserError(
                self.env._("This search has too many conditions: search for less at a time.")
            )

    def _guard_levels(self, count):
        if not self.env.su and count > MOST_LEVELS:
            raise UserError(
                self.env._("This asks for too many levels of records in records: ask for fewer.")
            )
