from odoo import fields, models


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    directive_id = fields.Many2one(
        "directive.directive",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
