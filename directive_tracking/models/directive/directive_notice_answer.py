from odoo import api, fields, models


class DirectiveNoticeAnswer(models.Model):
    _inherit = "directive.notice.answer"

    directive_id = fields.Many2one(
        "directive.directive",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.model
    def _copied_columns(self):
        return (*super()._copied_columns(), "directive_id")
