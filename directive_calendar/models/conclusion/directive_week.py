from odoo import models

from ...tools.week.words import OFF
from .directive_meeting_reception import RECEPTION


class DirectiveWeek(models.Model):
    """Publishing a week announces its reception days."""

    _inherit = "directive.week"

    def action_publish(self):
        """Publish these weeks and announce their reception days.

        :raises UserError: where a reception day is too near and nobody said why
        """
        days = self.meeting_ids.filtered(
            lambda one: one.kind == RECEPTION and one.state not in OFF and not one.date_announced
        )
        days._check_announced_in_time()
        result = super().action_publish()
        days._announce()
        return result
