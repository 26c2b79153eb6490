from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.directive_tracking.tools.agency.fate import MOVED

from ...tools import phone


class DirectiveSmsRoute(models.Model):
    """The preferred gateway for certain recipients; every other active one is a fallback.

    An operator's prefix is only a hint, because numbers move between networks.
    """

    _name = "directive.sms.route"
    _description = "SMS Route"
    _order = "sequence, id"
    _rec_name = "gateway_id"

    sequence = fields.Integer(default=10)
    gateway_id = fields.Many2one("directive.sms.gateway", required=True, ondelete="cascade")
    prefixes = fields.Char(help="Number prefixes, such as 032 033 098. Empty: every number.")
    agency_ids = fields.Many2many(
        "directive.agency",
        string="Agencies",
        help="These and the agencies below them. Empty: every recipient.",
    )

    @api.constrains("prefixes")
    def _check_prefixes(self):
        for route in self:
            if not all(prefix.isdigit() and prefix[0] == "0" for prefix in route._prefixes()):
                raise ValidationError(
                    self.env._("Number prefixes are digits that start with 0, separated by spaces.")
                )

    def _prefixes(self):
        return tuple((self.prefixes or "").replace(",", " ").split())

    @api.model
    def _of_gateways(self, gateways):
        return self.search([("gateway_id", "in", gateways.ids)])

    @api.model
    def _order_gateways(self, gateways, number, agency, routes):
        """Return ``gateways`` with those first whose route, of ``routes``, fits ``number`` and ``agency``."""
        if not routes:
            return gateways
        preferred = self.browse().gateway_id
        for route in routes:
            if route._fits(number, agency):
                preferred |= route.gateway_id
        return preferred | gateways

    def _fits(self, number, agency):
        prefixes = self._prefixes()
        if prefixes and not phone.national(number).startswith(prefixes):
            return False
        if not self.agency_ids:
            return True
        above = {int(part) for part in (agency.parent_path or "").split("/") if part}
        return bool(above & set(self.agency_ids.ids))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_ids": MOVED}
