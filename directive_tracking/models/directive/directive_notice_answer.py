from odoo import fields, models


class DirectiveNoticeAnswer(models.Model):
    _inherit = "directive.notice.answer"

    directive_id = fields.Many2one(
        "directive.directive",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
