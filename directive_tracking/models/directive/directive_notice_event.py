from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import CHANGED, Event

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices about a directive."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "directive_corrected": Event(_lt("Directive corrected"), CHANGED),
        }
