from odoo import fields, models

from ...models.coordination.directive_task_opinion import ANSWERS
from ...models.notice.telling import says_what_it_sent


class DirectiveOpinionAnswer(models.TransientModel):
    """The form with which a coordinating agency gives its opinion."""

    _name = "directive.opinion.answer"
    _description = "Answer of a Coordinating Agency"

    opinion_id = fields.Many2one("directive.task.opinion", string="Question asked", required=True)
    question = fields.Text(related="opinion_id.question", related_sudo=False)
    date_deadline = fields.Date(related="opinion_id.date_deadline", related_sudo=False)
    answer = fields.Selection(ANSWERS, required=True)
    answer_text = fields.Text(string="Opinion")
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_opinion_answer_attachment_rel", string="Files"
    )

    @says_what_it_sent
    def action_answer(self):
        """Give the answer and tell the lead agency."""
        self.ensure_one()
        self.opinion_id.action_answer(self.answer, self.answer_text, self.attachment_ids.ids)
        return {"type": "ir.actions.act_window_close"}
