from odoo import fields, models


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    broadcast_id = fields.Many2one(
        "directive.broadcast",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
