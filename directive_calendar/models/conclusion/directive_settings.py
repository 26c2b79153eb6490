from odoo import models

from ..week.directive_settings import PREFIX

RECEPTION_DAYS = 5  # Law on Reception of Citizens, article 24


class DirectiveSettings(models.AbstractModel):
    """How long before reception days are announced."""

    _inherit = "directive.settings"

    def _reception_days(self):
        return self._read_setting(f"{PREFIX}reception_days", RECEPTION_DAYS)
