from odoo import api, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.directive_tracking.tools.event import NEW, Event

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "inspection_announced": Event(_lt("Inspection"), NEW, states=("open",), asks=True),
        }
