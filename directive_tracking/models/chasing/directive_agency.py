from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.workflow import WORKING_STATES


class DirectiveAgency(models.Model):
    """All overdue tasks of an agency chased in one document."""

    _inherit = "directive.agency"

    def action_open_chase(self):
        """Open the form that chases all overdue tasks of these agencies.

        :raises UserError: if none of them has one
        """
        today = self.env["directive.settings"]._today()
        tasks = self.env["directive.task"].search(
            Domain("lead_agency_id", "in", self.ids)
            & Domain("state", "in", WORKING_STATES)
            & Domain("date_deadline", "<", today)
        )
        if not tasks:
            raise UserError(self.env._("No task of the selected agencies is overdue."))
        return tasks.action_open_chase()
