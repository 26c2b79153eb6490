from odoo import models

from ...tools.urgency import URGENCIES

DEFAULTS = {"ack_from": "very_urgent"}


class DirectiveSettings(models.AbstractModel):
    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS

    def _asks_acknowledgement(self, urgency):
        """Tell whether an order of ``urgency`` asks for acknowledgement."""
        ranks = {name: rank for rank, (name, _label) in enumerate(URGENCIES)}
        least = ranks.get(self._get("ack_from"), len(ranks))  # “never” is above all of them
        return ranks.get(urgency, 0) >= least
