from odoo import models


class DirectiveNoticeAcknowledgement(models.Model):
    """An acknowledgement is found by person, agency or record."""

    _name = "directive.notice.acknowledgement"
    _inherit = ["directive.notice.acknowledgement", "directive.search.mixin"]
    _search_words = (
        "partner_id.name",
        "task_id.name",
        "directive_id.subject",
        "notice_id.broadcast_id.name",
    )
    _search_numbers = ("directive_id.number",)
    _search_agencies = ("agency_id",)
