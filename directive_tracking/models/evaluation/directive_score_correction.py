from odoo import fields, models
from odoo.exceptions import UserError


class DirectiveScoreCorrection(models.Model):
    """A correction of one part of a score by the Office: both values stay, append-only."""

    _name = "directive.score.correction"
    _description = "Correction of a Score"
    _inherit = ["directive.evidence.mixin", "directive.kept.mixin", "directive.signature.mixin"]
    _signatures = {"user_id": "signer"}
    _order = "id desc"
    _rec_name = "reason"

    score_id = fields.Many2one("directive.score", required=True, index=True, ondelete="cascade")
    part_id = fields.Many2one(
        "directive.score.part",
        string="Part of the score",
        required=True,
        index=True,
        ondelete="cascade",
    )
    measure = fields.Selection(related="part_id.measure", related_sudo=False)
    objection_id = fields.Many2one(
        "directive.score.objection", index="btree_not_null", ondelete="restrict"
    )
    good_before = fields.Float(string="Good before", digits=(8, 2), required=True)
    good_after = fields.Float(string="Good after", digits=(8, 2), required=True)
    points_before = fields.Float(digits=(6, 2), required=True)
    points_after = fields.Float(digits=(6, 2), required=True)
    reason = fields.Text(required=True)
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    date = fields.Datetime(string="At", required=True)

    def _refuse(self):
        raise UserError(self.env._("A correction is evidence: correct the score once more."))
