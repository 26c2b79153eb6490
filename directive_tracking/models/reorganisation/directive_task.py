from odoo import models
from odoo.fields import Command, Domain


class DirectiveTask(models.Model):
    """A task that is opened again after its agency has ended is the successor's."""

    _inherit = "directive.task"

    def _after_transition(self, verb, note):
        super()._after_transition(verb, note)
        if verb == "reopen":
            self._follow_successors()

    def _follow_successors(self):
        """Give these open tasks to those that took over from agencies which have ended."""
        for task in self._of_ended_agencies():
            lead = task.lead_agency_id._successor_in_force()
            helpers = task.coordinating_agency_ids
            heirs = helpers.browse().union(*(one._successor_in_force() for one in helpers)) - lead
            if heirs != helpers:
                task.coordinating_agency_ids = [Command.set(heirs.ids)]
            if lead != task.lead_agency_id:
                old, task.lead_agency_id = task.lead_agency_id, lead
                task._log_transition("reorganise", f"{old.name} → {lead.name}")

    def _of_ended_agencies(self):
        """Return those of these tasks that name an agency which has ended."""
        named = Domain("lead_agency_id.active", "=", False)
        named |= Domain("coordinating_agency_ids.active", "=", False)
        every = self.with_context(active_test=False)
        return every.search(Domain("id", "in", self.ids) & named).with_env(self.env)
