from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import CHANGED, NEW, Event

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices about who does the work within an agency."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "work_handed_over": Event(_lt("Work handed over"), NEW, is_farewell=True),
            "standin_named": Event(_lt("Stand-in named"), CHANGED),
            "standin_ended": Event(_lt("Stand-in ended"), CHANGED, outlives=True),
        }
