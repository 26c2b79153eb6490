from odoo import models


class DirectiveNoticeDelivery(models.Model):
    """A message is found by its recipient, agency, task or number."""

    _name = "directive.notice.delivery"
    _inherit = ["directive.notice.delivery", "directive.search.mixin"]
    _search_words = ("partner_id.name", "task_id.name", "broadcast_id.name")
    _search_numbers = ("task_id.number",)
    _search_agencies = ("agency_id",)
