from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import CHANGED, Event

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "agency_reorganised": Event(_lt("Agencies reorganised"), CHANGED, states=("done",)),
            "agency_reorganisation_undone": Event(
                _lt("Reorganisation of agencies undone"), CHANGED, outlives=True
            ),
            "agency_reorganisation_refused": Event(
                _lt("A reorganisation could not take effect"), CHANGED, states=("draft",)
            ),
        }
