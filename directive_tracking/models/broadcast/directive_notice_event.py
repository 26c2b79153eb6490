from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import LEADER, Event

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """What people are told of a broadcast."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "broadcast": Event(_lt("For immediate action"), LEADER),
            # That an order does not hold is nobody's to decline.
            "broadcast_withdrawn": Event(
                _lt("Withdrawn, not to be carried out"), can_decline=False, outlives=True
            ),
        }
