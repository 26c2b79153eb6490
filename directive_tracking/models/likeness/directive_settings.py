from odoo import models

from ...tools.likeness import USUAL

DEFAULTS = {"likeness_percent": USUAL}


class DirectiveSettings(models.AbstractModel):
    """From how many percent on two contents count as nearly the same."""

    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS
