from odoo import models


class DirectiveBroadcast(models.Model):
    """A broadcast is found by its text or by a notified agency."""

    _name = "directive.broadcast"
    _inherit = ["directive.broadcast", "directive.search.mixin"]
    _search_words = ("name", "body")
    _search_numbers = ()
    _search_agencies = ("told_agency_ids",)
