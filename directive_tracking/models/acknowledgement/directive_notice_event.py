from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import Event

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """Notices about a missing acknowledgement; there is no opt-out."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "repeat": Event(_lt("Not yet acknowledged"), can_decline=False),
            "call_wanted": Event(_lt("Not acknowledged: call required"), can_decline=False),
        }
