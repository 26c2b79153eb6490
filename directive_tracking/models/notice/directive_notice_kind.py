from odoo import api, models

from .directive_notice import DEFAULT_CHANNELS
from .directive_notice_preference import KIND_OF, OTHER, WITHOUT_CHOICE


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    @api.model
    def _kind_of(self, event):
        """Return the kind of message people choose by, or False where they have no choice."""
        return event not in WITHOUT_CHOICE and KIND_OF.get(event, OTHER)

    @api.model
    def _askable_channels(self):
        """Return the channels a person may ask for: the seam for addons that add one."""
        return DEFAULT_CHANNELS
