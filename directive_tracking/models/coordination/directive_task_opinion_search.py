from odoo import api, models


class DirectiveTaskOpinion(models.Model):
    """An opinion is found by question, answer, task or agency."""

    _name = "directive.task.opinion"
    _inherit = ["directive.task.opinion", "directive.task.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "question", "answer_text")
