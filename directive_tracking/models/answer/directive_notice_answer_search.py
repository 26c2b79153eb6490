from odoo import models


class DirectiveNoticeAnswer(models.Model):
    """An answer is found by its text, person or agency."""

    _name = "directive.notice.answer"
    _inherit = ["directive.notice.answer", "directive.search.mixin"]
    _search_words = ("text", "partner_id.name")
    _search_agencies = ("agency_id",)
