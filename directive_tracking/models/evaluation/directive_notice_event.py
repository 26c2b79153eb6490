from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.event import CHANGED, DECISION, Event

_lt = LazyTranslate(__name__)


class DirectiveNoticeEvent(models.AbstractModel):
    """The notices about scores."""

    _inherit = "directive.notice.event"

    @api.model
    def _declare(self):
        return super()._declare() | {
            "score_closed": Event(_lt("Score of a closed period"), DECISION),
            "score_objected": Event(_lt("Objection to a score"), DECISION),
            "score_objection_withdrawn": Event(_lt("Objection to a score taken back"), DECISION),
            "score_objection_decided": Event(_lt("Decision on an objection to a score"), DECISION),
            "score_corrected": Event(_lt("Score corrected"), CHANGED),
        }
