from odoo import models

DEFAULTS = {
    "due_soon_days": 5,
    "silent_days": 90,
    "fresh_days": 30,
    "completion_day": "reported",
}


class DirectiveSettings(models.AbstractModel):
    """When a task counts as due soon, silent, fresh or completed."""

    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS
