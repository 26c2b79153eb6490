from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import DUE, OVERDUE, Event
from ...tools.workflow import ASSIGNED, WORKING_STATES

_lt = LazyTranslate(__name__)


def _daily(label, kind, states=WORKING_STATES):
    return Event(label, kind, states=states, is_daily=True)


class DirectiveNoticeEvent(models.AbstractModel):
    """Reminders, in one digest per day."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "reminder_due": _daily(_lt("Deadline is near"), DUE),
            "reminder_overdue": _daily(_lt("Overdue"), OVERDUE),
            "reminder_not_received": _daily(_lt("Not yet received"), OVERDUE, (ASSIGNED,)),
            "reminder_silent": _daily(_lt("No deadline and no news for a long time"), OVERDUE),
            "reminder_waiting": _daily(
                _lt("Waiting for an event: record it once it has happened"), DUE
            ),
            "reminder_review": _daily(_lt("No deadline: to be reviewed"), DUE),
            "reminder_part_due": _daily(_lt("Inner deadline of your part is near"), DUE),
            "reminder_part_overdue": _daily(
                _lt("Your part is overdue: another agency is waiting"), OVERDUE
            ),
            "reminder_opinion_due": _daily(_lt("Your opinion is due soon"), DUE),
            "reminder_opinion_overdue": _daily(
                _lt("Your opinion is overdue: another agency is waiting"), OVERDUE
            ),
        }
