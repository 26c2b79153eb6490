from odoo import api, models


class DirectiveNoticeAnswer(models.Model):
    """An answer is found by its text, person or agency."""

    _name = "directive.notice.answer"
    _inherit = ["directive.notice.answer", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "text", "partner_id.name")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")
