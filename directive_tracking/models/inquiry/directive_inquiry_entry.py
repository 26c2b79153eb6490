from odoo import fields, models
from odoo.exceptions import UserError


class DirectiveInquiryEntry(models.Model):
    """What an answer said before somebody wrote over it: two people at once lose nothing."""

    _name = "directive.inquiry.entry"
    _description = "Earlier Wording of an Answer"
    _inherit = ["directive.kept.mixin"]
    _order = "id desc"
    _rec_name = "shown"

    line_id = fields.Many2one(
        "directive.inquiry.line", required=True, index=True, ondelete="cascade"
    )
    answer_id = fields.Many2one(
        "directive.inquiry.answer", required=True, index=True, ondelete="cascade"
    )
    question = fields.Char(required=True)
    shown = fields.Text(string="Earlier answer")
    comment = fields.Text(string="Earlier remark")
    user_id = fields.Many2one("res.users", string="Written by", ondelete="restrict")
    user_name = fields.Char(string="Written by (on record)")
    date = fields.Datetime(string="Written on")

    def _refuse(self):
        raise UserError(self.env._("Earlier wordings are kept by the system."))
