from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import CHANGED, OVERDUE, PARTIES, Event
from ...tools.workflow import OPEN_STATES

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices about periodic tasks and about the event a deadline is counted from."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "event_recorded": Event(
                _lt("The event has been recorded: the deadline is counted from it"),
                CHANGED,
                states=OPEN_STATES,
                audience=PARTIES,
            ),
            "series_changed": Event(_lt("Periodic task changed"), CHANGED),
            "series_missed": Event(
                _lt("Periodic task: occurrences were missed"), OVERDUE, is_daily=True
            ),
        }
