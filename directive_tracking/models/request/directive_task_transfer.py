from odoo import api, models
from odoo.exceptions import UserError

from ...tools.workflow import WORKFLOW
from ..common.directive_hold_mixin import CHANGE
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

    def _held_by(self, verb):
        """Lock a task that changes its agency too: its reports and requests depend on it."""
        held = super()._held_by(verb)
        return [*held, (self, CHANGE)] if verb == "transfer" else held

    def _before_transition(self, verb, note, **granted):
        super()._before_transition(verb, note, **granted)
        if verb != "transfer":
            return
        agency = granted["agency"]
        agency.sudo()._hold_as_they_are()  # one archived at this moment could not receive it
        self.env["directive.task.former"]._keep(self, note)
        # Who leads it coordinates no more, and the officers are people of the old agency.
        helped = self.filtered(lambda task: agency in task.coordinating_agency_ids)
        helped.coordinating_agency_ids = [(3, agency.id)]
        self.filtered("officer_ids").officer_ids = False

    def _stamp_transfer(self, settings, agency):
        today = settings._today()
        return lambda task: {
            "lead_agency_id": agency.id,
            "date_given": today,
            "date_received": False,
            "progress": 0,
        }

    def _take_step(self, verb, note, **granted):
        """Tell the new agency, the old one and those that still coordinate, all at once."""
        if verb != "transfer":
            return super()._take_step(verb, note, **granted)
        former = {task.id: task.lead_agency_id for task in self}
        moving = self.with_context(directive_transfer=WORKFLOW)
        trail = super(DirectiveTask, moving)._take_step(verb, note, **granted)
        self._tell_transferred(former, granted["agency"], note, trail)
        return trail

    def _notify_newcomers(self, newcomers):
        if self.env.context.get("directive_transfer") is not WORKFLOW:
            super()._notify_newcomers(newcomers)

    def _tell_transferred(self, former, agency, note, trail):
        helpers = {task.id: task.coordinating_agency_ids.filtered("active") for task in self}
        rows = self._rows_by_agency(agency, *former.values(), *helpers.values())
        self._tell_newcomers(dict.fromkeys(self, agency), rows, str(trail[:1].id))
        for task, line in zip(self, trail, strict=True):
            task._tell_taken_over(rows[former[task.id].id], line)
        told = {task_id: self._rows_of(agencies, rows) for task_id, agencies in helpers.items()}
        tasks = self.filtered(lambda task: told[task.id])
        tasks._post_notice("task_transferred", told, str(trail[:1].id), note=note)
