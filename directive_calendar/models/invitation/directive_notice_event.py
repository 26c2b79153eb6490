from odoo import api, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.directive_tracking.tools.event import CHANGED, DECISION, DUE, NEW, Event

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices about a meeting, from the invitation to the last change.

    Nobody may decline a change: who was told the old time must hear the new one.
    """

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "meeting_invited": Event(_lt("Invitation to a meeting"), NEW, asks=True),
            "meeting_moved": Event(
                _lt("Meeting moved to another time"), CHANGED, can_decline=False, asks=True
            ),
            "meeting_postponed": Event(
                _lt("Meeting put off, new time to be announced"),
                CHANGED,
                can_decline=False,
                asks=True,
            ),
            "meeting_cancelled": Event(
                _lt("Meeting cancelled"), CHANGED, can_decline=False, asks=True
            ),
            "meeting_merged": Event(
                _lt("Meeting merged into another"), CHANGED, can_decline=False, asks=True
            ),
            "meeting_reinstated": Event(
                _lt("Meeting takes place after all"), CHANGED, can_decline=False, asks=True
            ),
            "meeting_place": Event(
                _lt("Meeting at another place"), CHANGED, can_decline=False, asks=True
            ),
            "meeting_chair": Event(_lt("Meeting with another chair"), CHANGED, can_decline=False),
            "meeting_excluded": Event(
                _lt("No longer invited to the meeting"),
                CHANGED,
                can_decline=False,
                is_farewell=True,
            ),
            "meeting_decided": Event(_lt("Decision on the meeting you registered"), DECISION),
            "meeting_unanswered": Event(_lt("Please answer the invitation"), DUE),
            "meeting_excuse": Event(_lt("An agency asks to be excused"), DECISION),
            "meeting_substitute": Event(_lt("A substitute awaits the chair's consent"), DECISION),
            "meeting_consent": Event(_lt("The chair's decision on your substitute"), DECISION),
        }
