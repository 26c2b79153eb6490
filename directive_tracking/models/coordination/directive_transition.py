from odoo import fields, models


class DirectiveTransition(models.Model):
    """A line of the trail that says what a coordinating agency has to do."""

    _inherit = "directive.transition"

    verb = fields.Selection(
        selection_add=[("coordinate", "Coordinate")], ondelete={"coordinate": "cascade"}
    )
