from odoo import models


class DirectiveTaskRequest(models.Model):
    """A request is found by its reason, its task, a number or the agency."""

    _name = "directive.task.request"
    _inherit = ["directive.task.request", "directive.search.mixin"]
    _search_words = ("reason", "task_id.name")
    _search_numbers = ("task_id.number",)
    _search_agencies = ("agency_id",)
