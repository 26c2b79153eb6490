from odoo import fields, models


class DirectiveTransition(models.Model):
    _inherit = "directive.transition"

    verb = fields.Selection(
        selection_add=[("hand_over", "Hand over to another officer")],
        ondelete={"hand_over": "cascade"},
    )
