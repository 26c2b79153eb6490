from odoo import models


class DirectiveTransition(models.Model):
    """The trail answers what happened since a moment."""

    _inherit = "directive.transition"

    _date_idx = models.Index("(date)")
