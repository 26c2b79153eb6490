from odoo import fields, models

VERBS = [("link", "Link to a related task"), ("merge", "Merge with another order")]


class DirectiveTransition(models.Model):
    _inherit = "directive.transition"

    verb = fields.Selection(
        selection_add=VERBS, ondelete={verb: "cascade" for verb, _label in VERBS}
    )
