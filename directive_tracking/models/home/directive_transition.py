from odoo import models


class DirectiveTransition(models.Model):
    """A leader sees what was done since their last visit, which may be months ago."""

    _inherit = "directive.transition"

    _accepted_idx = models.Index("(date, task_id) WHERE verb = 'accept'")
