from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import OVERDUE, Event
from ...tools.workflow import WORKING_STATES

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The message to agencies that keep silent on an order."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "silence_chased": Event(
                _lt("No news on this task: the Office asks for a report"),
                OVERDUE,
                states=WORKING_STATES,
            ),
        }
