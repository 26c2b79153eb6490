from odoo import models

DEFAULTS = {"two_tier_default": False}


class DirectiveSettings(models.AbstractModel):
    """What a new agency begins with."""

    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS
