from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import LEADER, Event

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices about a broadcast."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "broadcast": Event(_lt("For immediate action"), LEADER),
            # There is no opt-out for the withdrawal of an order.
            "broadcast_withdrawn": Event(
                _lt("Withdrawn, not to be carried out"), can_decline=False, outlives=True
            ),
        }
