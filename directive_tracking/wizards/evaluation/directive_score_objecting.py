from odoo import fields, models

from ...models.evaluation.directive_score_part import LABELS
from ...models.notice.telling import says_what_it_sent


class DirectiveScoreObjecting(models.TransientModel):
    """The form with which an agency objects to its score."""

    _name = "directive.score.objecting"
    _description = "Objecting to a Score"

    score_id = fields.Many2one("directive.score", required=True, ondelete="cascade")
    measure = fields.Selection(LABELS, string="Part", help="Empty: the score as a whole.")
    reason = fields.Text(required=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_score_objecting_attachment_rel", string="Evidence"
    )

    @says_what_it_sent
    def action_object(self):
        """Send the objection to the Office."""
        self.ensure_one()
        self.env["directive.score.objection"]._object(
            self.score_id, self.reason, self.measure, self.attachment_ids.ids
        )
        return {"type": "ir.actions.act_window_close"}
