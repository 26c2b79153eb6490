from odoo import api, models


class DirectiveTaskOpinion(models.Model):
    """An opinion is found by question, answer, task or agency."""

    _name = "directive.task.opinion"
    _inherit = ["directive.task.opinion", "directive.search.mixin"]

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "question", "answer_text", "task_id.name")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "task_id.number")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")
