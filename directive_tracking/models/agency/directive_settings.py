from odoo import models

DEFAULTS = {"two_tier_default": False}


class DirectiveSettings(models.AbstractModel):
    """The defaults of a new agency."""

    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS
