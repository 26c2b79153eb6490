from odoo import models
from odoo.exceptions import UserError

from ..notice.telling import says_what_it_sent


class DirectiveTask(models.Model):
    """Transfer to another agency, which starts anew; the old one keeps what it saw until then."""

    _inherit = "directive.task"

    @says_what_it_sent
    def action_transfer(self, note=None, agency_id=None):
        """Give these tasks to another lead agency.

        :param str note: the reason
        :param int agency_id: the new lead agency
        :return: True, or the action of the form when a button was pressed
        :raises UserError: if a task cannot be transferred, or not to that agency
        """
        if agency_id is None and self.env.context.get("directive_ask_note"):
            return self._open_wizard("directive.task.grant", default_verb="transfer")
        if not isinstance(agency_id, int) or isinstance(agency_id, bool):
            raise UserError(self.env._("Name the agency that takes over the task."))
        agency = self.env["directive.agency"].browse(agency_id)
        agency.check_access("read")
        return self._transfer(agency, note)

    def _transfer(self, agency, note):
        """Give these tasks to ``agency``, each with its line in the trail."""
        return self._apply_transition("transfer", note, agency=agency)

    def _check_new_lead(self, agency):
        """Raise unless ``agency`` can take over this task."""
        if agency == self.lead_agency_id:
            raise UserError(
                self.env._(
                    "%(agency)s leads “%(task)s” already: name another agency.",
                    agency=agency.name,
                    task=self.name,
                )
            )
        agency._check_exists_still()
        above = self.sudo().parent_id.lead_agency_id  # the lower agency may not read that task
        if above and (agency == above or above not in agency._ancestors()):
            raise UserError(
                self.env._(
                    "%(agency)s is not below %(lead)s: tasks are delegated downwards only.",
                    agency=agency.name,
                    lead=above.name,
                )
            )

    def _hold_for(self, verb):
        """Lock a task that changes its agency too: its reports and requests depend on it."""
        super()._hold_for(verb)
        if verb == "transfer":
            self.sudo()._hold()  # agencies have no right to write an order

    def _before_transition(self, verb, note, **granted):
        super()._before_transition(verb, note, **granted)
        if verb != "transfer":
            return
        agency = granted["agency"]
        agency.sudo()._hold_as_they_are()  # one archived at this moment could not receive it
        agency._check_exists_still()
        self.env["directive.task.former"]._keep(self, note)
        for task in self:
            # Who leads it coordinates no more, and the officers are people of the old agency.
            if agency in task.coordinating_agency_ids:
                task.coordinating_agency_ids -= agency
            if task.officer_ids:
                task.officer_ids = False

    def _stamp_transfer(self, settings, agency):
        today = settings._today()
        return lambda task: {
            "lead_agency_id": agency.id,
            "date_given": today,
            "date_received": False,
            "progress": 0,
        }

    def _notify_transition(self, verb, note, trail):
        """Tell the old agency, and those that still coordinate; the new one has a new task."""
        super()._notify_transition(verb, note, trail)
        if verb != "transfer":
            return
        coordinators = self._coordinators_in_use()
        for task, line in zip(self, trail, strict=True):
            before = self.env["directive.task.former"].search([("task_id", "=", task.id)], limit=1)
            task._notify_taken_over(before.agency_id, line)
            rows = coordinators[task]._notice_recipients()
            if rows:
                task._post_notice("task_transferred", {task.id: rows}, str(line.id), note=note)
