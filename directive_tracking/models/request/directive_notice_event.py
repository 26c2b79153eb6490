from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import CHANGED, DECISION, LEAD, OFFICE, PARTIES, Event
from ...tools.workflow import DONE, OPEN_STATES

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices about requests, and about what the Office grants."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "request_created": Event(
                _lt("Request to decide"), DECISION, states=(*OPEN_STATES, DONE), audience=OFFICE
            ),
            "request_approved": Event(_lt("Request approved"), DECISION, audience=LEAD),
            "request_rejected": Event(_lt("Request rejected"), DECISION, audience=LEAD),
            "request_withdrawn": Event(_lt("Request taken back"), DECISION, audience=OFFICE),
            "task_extended": Event(_lt("Deadline extended"), CHANGED, audience=PARTIES),
            "task_transferred": Event(_lt("Task given to another lead agency"), CHANGED),
        }
