from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import DECISION, Event

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices about reports."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "report_drafted": Event(_lt("Report to read and release"), DECISION, states=("draft",)),
            "report_released": Event(_lt("Report on tasks"), DECISION, states=("released",)),
        }
