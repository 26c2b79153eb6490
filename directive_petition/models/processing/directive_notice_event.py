from odoo import api, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.directive_tracking.tools.event import CHANGED, DUE, NEW, OVERDUE, Event

from ...tools.letter.workflow import OPEN

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """What whoever works on a matter is told; a message holds its number alone."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "petition_assigned": Event(_lt("A matter was assigned to you"), NEW, states=OPEN),
            "petition_sent": Event(_lt("A matter was sent to your agency"), NEW),
            "petition_restored": Event(
                _lt("A matter goes on: its end was taken back"), CHANGED, states=OPEN
            ),
            "petition_recalled": Event(
                _lt("A matter is not for your agency: it was sent by mistake"),
                CHANGED,
                can_decline=False,
            ),
            "petition_near": Event(_lt("The term of a matter ends soon"), DUE, states=OPEN),
            "petition_overdue": Event(
                _lt("The term of a matter has ended"), OVERDUE, states=OPEN, can_decline=False
            ),
            "petition_superior": Event(
                _lt("A matter of your agency is long overdue"),
                OVERDUE,
                states=OPEN,
                can_decline=False,
            ),
            "petition_hit": Event(
                _lt("Somebody wrote words that are sealed"), NEW, can_decline=False
            ),
            "petition_below": Event(
                _lt("A matter of an agency below is long overdue"), OVERDUE, can_decline=False
            ),
            "petition_reception_due": Event(
                _lt("Too few reception days are planned this month"), DUE
            ),
            "petition_reception_missed": Event(
                _lt("Citizens were received on too few days"), OVERDUE, can_decline=False
            ),
            "petition_moved": Event(
                _lt("A new day off or working day moved the term of a matter"), CHANGED, states=OPEN
            ),
        }
