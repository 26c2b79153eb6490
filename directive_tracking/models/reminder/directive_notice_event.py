from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import DUE, OVERDUE, Event
from ...tools.workflow import ASSIGNED, WORKING_STATES

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """Reminders, in one digest per day."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "reminder_due": Event(
                _lt("Deadline is near"), DUE, states=WORKING_STATES, is_daily=True
            ),
            "reminder_overdue": Event(
                _lt("Overdue"), OVERDUE, states=WORKING_STATES, is_daily=True
            ),
            "reminder_not_received": Event(
                _lt("Not yet received"), OVERDUE, states=(ASSIGNED,), is_daily=True
            ),
            "reminder_silent": Event(
                _lt("No deadline and no news for a long time"),
                OVERDUE,
                states=WORKING_STATES,
                is_daily=True,
            ),
            "reminder_waiting": Event(
                _lt("Is the event it waits for still to come? Otherwise record it"),
                DUE,
                states=WORKING_STATES,
                is_daily=True,
            ),
            "reminder_review": Event(
                _lt("No deadline: to be reviewed"), DUE, states=WORKING_STATES, is_daily=True
            ),
            "reminder_part_due": Event(
                _lt("Inner deadline of your part is near"),
                DUE,
                states=WORKING_STATES,
                is_daily=True,
            ),
            "reminder_part_overdue": Event(
                _lt("Your part is overdue: another agency is waiting"),
                OVERDUE,
                states=WORKING_STATES,
                is_daily=True,
            ),
            "reminder_opinion_due": Event(
                _lt("Your opinion is due soon"), DUE, states=WORKING_STATES, is_daily=True
            ),
            "reminder_opinion_overdue": Event(
                _lt("Your opinion is overdue: another agency is waiting"),
                OVERDUE,
                states=WORKING_STATES,
                is_daily=True,
            ),
        }
