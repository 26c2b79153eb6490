from odoo import models

DEFAULTS = {"objection_days": 5}


class DirectiveSettings(models.AbstractModel):
    """How many working days after the closing agencies may object to their scores."""

    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS
