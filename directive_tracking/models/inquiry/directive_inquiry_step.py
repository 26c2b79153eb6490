from odoo import fields, models
from odoo.exceptions import UserError

VERBS = [
    ("ask", "Asked of the agency"),
    ("prepare", "Put before the head"),
    ("submit", "Submitted"),
    ("return", "Returned"),
    ("withdraw", "Withdrawn"),
]


class DirectiveInquiryStep(models.Model):
    """Who did what with an answer, when and why: append-only."""

    _name = "directive.inquiry.step"
    _description = "Step of an Answer"
    _inherit = ["directive.trail.mixin"]
    _signatures = {"user_id": "signer"}
    _order = "id desc"
    _rec_name = "verb"

    answer_id = fields.Many2one(
        "directive.inquiry.answer", required=True, index=True, ondelete="cascade"
    )
    verb = fields.Selection(VERBS, string="Step", required=True)
    version = fields.Integer(aggregator=None)
    user_id = fields.Many2one("res.users", required=True, ondelete="restrict")
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    note = fields.Text(string="Reason")

    def _refuse(self):
        raise UserError(self.env._("The steps of an answer are kept by the system."))
