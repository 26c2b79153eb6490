from odoo import fields, models

from ...models.notice.telling import says_what_it_sent


class DirectiveExplanationAnswer(models.TransientModel):
    """The form with which an agency answers a question of the leadership."""

    _name = "directive.explanation.answer"
    _description = "Answer with an Explanation"

    explanation_id = fields.Many2one("directive.explanation", required=True, ondelete="cascade")
    question = fields.Text(related="explanation_id.text", related_sudo=False)
    date_deadline = fields.Date(related="explanation_id.date_deadline", related_sudo=False)
    text = fields.Text(string="Your explanation", required=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_explanation_answer_attachment_rel", string="Files"
    )

    @says_what_it_sent
    def action_answer(self):
        """Give the explanation; the leader who asked is told."""
        self.ensure_one()
        self.explanation_id.action_answer(self.text, self.attachment_ids.ids)
        return {"type": "ir.actions.act_window_close"}
