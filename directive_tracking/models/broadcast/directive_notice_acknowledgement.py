from odoo import api, models


class DirectiveNoticeAcknowledgement(models.Model):
    """An acknowledgement is found by the broadcast that was to be seen."""

    _inherit = "directive.notice.acknowledgement"

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "notice_id.broadcast_id.name")
