from odoo import api, models
from odoo.fields import Domain

from ...tools.home.page import ALARM, WARNING, Column


class DirectiveHome(models.AbstractModel):
    """The page of the Office: what waits for a decision, what is late, what its agencies owe."""

    _inherit = "directive.home"

    @api.model
    def _section_office_decide(self, chosen):
        return self._section_of_queues("office_decide", self.env._("To decide or to do"))

    @api.model
    def _opened_office_decide(self, chosen, name):
        return self._opened_queue("office_decide", name)

    @api.model
    def _section_office_follow(self, chosen):
        return self._section_of_queues("office_follow", self.env._("To follow up"))

    @api.model
    def _opened_office_follow(self, chosen, name):
        return self._opened_queue("office_follow", name)

    @api.model
    def _section_office_entry(self, chosen):
        return self._section_of_queues(
            "office_entry",
            self.env._("What went wrong"),
            self.env._("Orders entered in the last 30 days"),
        )

    @api.model
    def _opened_office_entry(self, chosen, name):
        return self._opened_queue("office_entry", name)

    # What the agencies that I follow owe

    @api.model
    def _owed(self):
        """Return the columns of what an agency owes."""
        Task = self.env["directive.task"]
        return {
            "overdue": Column(
                self.env._("Overdue"), Task._timeliness_domain("open_overdue"), ALARM
            ),
            "due_soon": Column(self.env._("Due soon"), Domain("is_due_soon", "=", True), WARNING),
            "not_received": Column(self.env._("Not received"), Domain("state", "=", "assigned")),
            "silent": Column(self.env._("No deadline, inactive"), Domain("is_silent", "=", True)),
            "open": Column(self.env._("Not finished"), Domain.TRUE),
        }

    @api.model
    def _followed(self):
        """Return the domain of the open tasks that the reader follows."""
        return Domain("monitor_id", "=", self.env.uid) & Domain("is_open", "=", True)

    @api.model
    def _section_office_owed(self, chosen):
        return {
            **self._task_table("lead_agency_id", self._followed(), self._owed()),
            "title": self.env._("What the agencies you follow owe"),
            "empty": self.env._("You follow no open task."),
            "key_label": self.env._("Agency"),
            "sorted": "overdue",
        }

    @api.model
    def _opened_office_owed(self, chosen, key, name):
        return self._open_cell("lead_agency_id", self._followed(), self._owed(), key, name)
