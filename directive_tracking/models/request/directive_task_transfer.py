from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError

from ..notice.telling import says_what_it_sent


class DirectiveTask(models.Model):
    """Transfer to another agency, which starts anew; the old one keeps a copy."""

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
            form = self._open_wizard("directive.task.grant", default_verb="transfer")
            return dict(form, name=self.env._("Give it to another agency"))
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
                    "%(agency)s already leads “%(task)s”: name another agency.",
                    agency=agency.name,
                    task=self.name,
                )
            )
        agency._check_exists_still()
        above = self.sudo().parent_id.lead_agency_id  # the lower agency may not read that task
        if above:
            self._check_below(agency, above)

    @api.model
    def _check_below(self, agency, lead):
        """Raise unless ``agency`` is below ``lead``, as the receiver of a part must be."""
        if agency == lead or lead not in agency._ancestors():
            raise UserError(
                self.env._(
                    "%(agency)s is not below %(lead)s: tasks are delegated downwards only.",
                    agency=agency.name,
                    lead=lead.name,
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
        former = self._former_leads()
        helpers = self._helpers()
        rows = self._rows_by_agency(*former.values(), *helpers.values())
        for task, line in zip(self, trail, strict=True):
            task._tell_taken_over(rows[former[task.id].id], line)
        told = {
            task_id: sum((rows[one.id] for one in agencies), [])
            for task_id, agencies in helpers.items()
        }
        tasks = self.filtered(lambda task: told[task.id])
        tasks._post_notice("task_transferred", told, str(trail[:1].id), note=note)

    def _former_leads(self):
        """Return ``{task id: the agency that led it until now}``."""
        kept = self.env["directive.task.former"].search([("task_id", "in", self.ids)], order="id")
        return {one.task_id.id: one.agency_id for one in kept}

    def _helpers(self):
        """Return ``{task id: its coordinating agencies not archived}``."""
        return {task.id: task.coordinating_agency_ids.filtered("active") for task in self}

    def _rows_by_agency(self, *agencies):
        """Return ``{agency id: its recipients}``, of all at once."""
        rows = defaultdict(list)
        for row in self.env["directive.agency"].union(*agencies)._notice_recipients():
            rows[row.agency_id].append(row)
        return rows
