from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import DECISION, LEADER, OVERDUE, Event
from ...tools.workflow import OPEN_STATES

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices about chasing."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "chaser_proposed": Event(
                _lt("Formal reminder to read and issue"), DECISION, states=("draft",)
            ),
            "chaser_issued": Event(
                _lt("Formal reminder"), OVERDUE, can_decline=False, states=("issued",), asks=True
            ),
            "chaser_withdrawn": Event(
                _lt("Formal reminder withdrawn"), OVERDUE, can_decline=False, outlives=True
            ),
            "task_chased_often": Event(
                _lt("Chased more than three times: to be decided"), DECISION, states=OPEN_STATES
            ),
            "agency_called_in": Event(_lt("The leadership calls the agency in"), LEADER, asks=True),
            "explanation_due": Event(_lt("Explanation to be given"), LEADER),
            "explanation_late": Event(_lt("Explanation not given in time"), LEADER),
            "explanation_answered": Event(_lt("Explanation given"), LEADER),
            "explanation_withdrawn": Event(_lt("Explanation no longer asked for"), LEADER),
        }
