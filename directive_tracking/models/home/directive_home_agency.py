from odoo import api, models
from odoo.fields import Domain

from ...tools.home.page import ALARM, WARNING, Column


class DirectiveHome(models.AbstractModel):
    """The page of an agency: what is new, due, late or returned, and who has how much to do."""

    _inherit = "directive.home"

    @api.model
    def _section_agency_now(self, chosen):
        return self._section_of_queues("agency_now", self.env._("To do now"))

    @api.model
    def _opened_agency_now(self, chosen, name):
        return self._opened_queue("agency_now", name)

    @api.model
    def _section_agency_under_way(self, chosen):
        return self._section_of_queues("agency_under_way", self.env._("Under way"))

    @api.model
    def _opened_agency_under_way(self, chosen, name):
        return self._opened_queue("agency_under_way", name)

    # The load of our officers

    @api.model
    def _load(self):
        """Return the columns of what an officer has to do."""
        Task = self.env["directive.task"]
        due = Domain("is_due_in_a_week", "=", True)
        return {
            "overdue": Column(
                self.env._("Overdue"), Task._timeliness_domain("open_overdue"), ALARM
            ),
            "due": Column(self.env._("Due within 7 days"), due, WARNING),
            "open": Column(self.env._("Not finished"), Domain.TRUE),
        }

    @api.model
    def _led(self):
        """Return the domain of the open tasks that the reader's agencies lead."""
        return Domain("is_led_by_me", "=", True) & Domain("is_open", "=", True)

    @api.model
    def _section_agency_officers(self, chosen):
        return {
            **self._task_table("officer_ids", self._led(), self._load()),
            "title": self.env._("Who has how much to do"),
            "empty": self.env._("Your agency has no open task."),
            "note": self.env._("A task with several officers counts for each of them."),
            "key_label": self.env._("Officer"),
            "sorted": "open",
        }

    @api.model
    def _opened_agency_officers(self, chosen, key, name):
        return self._open_cell("officer_ids", self._led(), self._load(), key, name)
