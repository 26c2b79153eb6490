from odoo import fields, models


class DirectiveTransition(models.Model):
    _inherit = "directive.transition"

    history_load_id = fields.Many2one(
        "directive.history.load",
        string="Taken over by",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        help="The load of past tasks that wrote this line; the reason names file and row.",
    )
