from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import CHANGED, DECISION, NEW, Event
from ...tools.workflow import OPEN_STATES

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices between a lead agency and its coordinating agencies."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "coordination_set": Event(
                _lt("Duty of your agency as coordinating agency"), CHANGED, states=OPEN_STATES
            ),
            "coordination_reopened": Event(
                _lt("Your agency's part sent back, to be continued"), CHANGED, states=OPEN_STATES
            ),
            "coordination_finished": Event(
                _lt("A coordinating agency has finished its part"), DECISION, states=OPEN_STATES
            ),
            "opinion_asked": Event(_lt("Your opinion is requested"), NEW, states=OPEN_STATES),
            "opinion_answered": Event(
                _lt("A coordinating agency has given its opinion"), DECISION, states=OPEN_STATES
            ),
            "opinion_withdrawn": Event(_lt("Question withdrawn: no answer needed"), CHANGED),
        }
