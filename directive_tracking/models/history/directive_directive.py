from odoo import fields, models


class DirectiveDirective(models.Model):
    _inherit = "directive.directive"

    history_load_id = fields.Many2one(
        "directive.history.load",
        string="Taken over by",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        copy=False,
        help="The load of past tasks that this order came with.",
    )
