from odoo import api, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.directive_tracking.tools.event import NEW, Event

from ...tools.letter.workflow import OPEN

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """What staff are told of what citizens do on their page."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "petition_online": Event(_lt("A letter was sent online"), NEW, states=OPEN),
            "petition_poor": Event(_lt("A citizen was served poorly"), NEW),
            "petition_contradicted": Event(
                _lt("A citizen says that an opinion was not theirs"), NEW, can_decline=False
            ),
        }
