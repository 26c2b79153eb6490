from odoo import models

DEFAULTS = {"two_tier_default": False, "standin_days": 90}


class DirectiveSettings(models.AbstractModel):
    """The defaults of a new agency, and how long somebody may act for a colleague."""

    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS
