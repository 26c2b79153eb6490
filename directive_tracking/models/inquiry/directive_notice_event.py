from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import CHANGED, DECISION, DUE, NEW, OVERDUE, Event

_lt = LazyTranslate(__name__)
TO_ANSWER = ("waiting", "prepared", "returned")


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices about reports asked of agencies."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "inquiry_asked": Event(_lt("Report asked of the agency"), NEW, states=TO_ANSWER),
            "inquiry_prepared": Event(_lt("Report to submit"), DECISION, states=("prepared",)),
            "inquiry_due": Event(_lt("Report due soon"), DUE, states=TO_ANSWER),
            "inquiry_late": Event(_lt("Report late"), OVERDUE, states=TO_ANSWER),
            # The head says that they have seen it: of the ordinary ones nobody is asked to.
            "inquiry_chased": Event(
                _lt("Report missing"), OVERDUE, can_decline=False, states=TO_ANSWER, asks=True
            ),
            "inquiry_returned": Event(
                _lt("Report returned"), CHANGED, can_decline=False, states=TO_ANSWER
            ),
            "inquiry_submitted": Event(
                _lt("Report received"), DECISION, states=("submitted",), is_daily=True
            ),
            "inquiry_withdrawn": Event(_lt("Report no longer asked for"), CHANGED, outlives=True),
        }
