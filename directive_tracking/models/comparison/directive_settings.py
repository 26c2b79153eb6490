from odoo import models

DEFAULTS = {"comparison_places": False}


class DirectiveSettings(models.AbstractModel):
    """Whether agencies are shown with their places; without, in bands alone."""

    _inherit = "directive.settings"

    def _defaults(self):
        return super()._defaults() | DEFAULTS
