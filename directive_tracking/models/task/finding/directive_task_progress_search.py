from odoo import models


class DirectiveTaskProgress(models.Model):
    """A report is found by its text or that of its task, a number or the agency."""

    _name = "directive.task.progress"
    _inherit = ["directive.task.progress", "directive.search.mixin"]
    _search_words = ("content", "result_number", "task_id.name")
    _search_numbers = ("task_id.number",)
    _search_agencies = ("agency_id",)
