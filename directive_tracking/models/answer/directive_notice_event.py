from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import DECISION, Event

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """Notices to the Office about answers."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "answer_received": Event(_lt("Answer received"), DECISION, outlives=True),
        }
