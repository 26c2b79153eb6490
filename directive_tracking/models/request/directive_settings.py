from odoo import models

DEFAULTS = {
    "extension_most": 3,
    "extension_grace": 10,
    "extension_most_superior": 1,
    "extension_grace_superior": 0,
}


class DirectiveSettings(models.AbstractModel):
    """How often a task may be extended, and how long after its deadline that may be asked for."""

    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS
