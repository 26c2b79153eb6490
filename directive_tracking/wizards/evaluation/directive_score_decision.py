from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.evaluation.directive_score_part import LABELS
from ...models.notice.telling import says_what_it_sent

DECISIONS = [("accepted", "Accept and correct"), ("rejected", "Reject")]


class DirectiveScoreDecision(models.TransientModel):
    """The form with which the Office decides on an objection, or corrects a score by itself."""

    _name = "directive.score.decision"
    _description = "Correction of a Score (Form)"

    score_id = fields.Many2one("directive.score", required=True, ondelete="cascade")
    objection_id = fields.Many2one("directive.score.objection", ondelete="cascade")
    reason = fields.Text(
        string="Reason of the agency", related="objection_id.reason", related_sudo=False
    )
    state = fields.Selection(DECISIONS, string="Decision", required=True, default="accepted")
    measure = fields.Selection(LABELS, string="Part")
    good_before = fields.Float(string="Good before", digits=(8, 2), compute="_compute_part")
    n = fields.Integer(string="Of", compute="_compute_part")
    good = fields.Float(string="Good after", digits=(8, 2))
    points_before = fields.Float(digits=(6, 2), compute="_compute_part")
    points_after = fields.Float(digits=(6, 2), compute="_compute_part")
    note = fields.Text(string="Reason", required=True)

    @api.depends("score_id", "measure", "good")
    def _compute_part(self):
        for form in self:
            score = form.score_id
            part = score.part_ids.filtered(lambda one, form=form: one.measure == form.measure)
            form.good_before, form.n = part.good_now, part.n
            form.points_before = score.points_now
            known = part and 0 <= form.good <= part.n
            form.points_after = score._points_with(part, form.good) if known else score.points_now

    @api.onchange("measure")
    def _onchange_measure(self):
        self.good = self.good_before

    @says_what_it_sent
    def action_decide(self):
        """Decide, or correct; the agency is told."""
        self.ensure_one()
        if self.state == "accepted" and not self.measure:
            raise UserError(self.env._("Choose the part that is corrected."))
        if not self.objection_id:
            self.score_id.action_correct(self.measure, self.good, self.note)
        elif self.state == "accepted":
            self.objection_id.action_accept(self.note, [(self.measure, self.good)])
        else:
            self.objection_id.action_reject(self.note)
        return {"type": "ir.actions.act_window_close"}
