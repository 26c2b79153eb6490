from odoo import models

DEFAULTS = {
    "digest_hour": 7.0,
    "quiet_from": 21.0,
    "quiet_to": 6.0,
    "email_daily_cap": 20,
}


class DirectiveSettings(models.AbstractModel):
    """When messages go out, and how many."""

    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS
