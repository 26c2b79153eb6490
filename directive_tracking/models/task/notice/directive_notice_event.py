from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ....tools.event import (
    CHANGED,
    DECISION,
    LEAD,
    LEADER,
    NEW,
    OFFICE,
    PARTIES,
    Event,
)
from ....tools.workflow import OPEN_STATES, REPORTED, WORKING_STATES

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices about a task."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "task_assigned": Event(
                _lt("New task"), NEW, states=OPEN_STATES, audience=PARTIES, asks=True
            ),
            "task_reported": Event(
                _lt("Completion reported, to be accepted or returned"),
                DECISION,
                states=(REPORTED,),
                audience=OFFICE,
            ),
            "task_accepted": Event(_lt("Result accepted"), DECISION, audience=PARTIES),
            "task_returned": Event(
                _lt("Result returned, to be done again"), CHANGED, audience=LEAD
            ),
            "task_reopened": Event(_lt("Task reopened"), CHANGED, audience=PARTIES),
            "task_suspended": Event(_lt("Task suspended"), CHANGED, audience=PARTIES),
            "task_resumed": Event(_lt("Task resumed"), CHANGED, audience=PARTIES),
            "task_revoked": Event(_lt("Task revoked"), CHANGED, audience=PARTIES),
            "task_closed": Event(_lt("Task closed without result"), CHANGED, audience=PARTIES),
            "task_corrected": Event(_lt("Task corrected"), CHANGED),
            "task_taken_over": Event(
                _lt("Task reassigned to another agency: no further action needed"),
                CHANGED,
                is_farewell=True,
            ),
            "task_instructed": Event(_lt("The leadership instructs"), LEADER, asks=True),
            "explanation_wanted": Event(
                _lt("The leadership asks for an explanation"), LEADER, asks=True
            ),
            "approval_wanted": Event(
                _lt("Completion report awaiting your approval"), DECISION, states=WORKING_STATES
            ),
        }
