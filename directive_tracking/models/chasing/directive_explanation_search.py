from odoo import api, models


class DirectiveExplanation(models.Model):
    """An explanation is found by question, answer, task or agency."""

    _name = "directive.explanation"
    _inherit = ["directive.explanation", "directive.task.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "text", "answer")
