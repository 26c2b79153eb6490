from odoo import api, fields, models

from ...tools.request.kinds import KINDS, OBJECTIVE_CAUSE, is_possible
from ...tools.statistics import LATE_CLASSES
from ...tools.workflow import FINAL_STATES, GRANTS, step_of


class DirectiveTask(models.Model):
    """The requests on a task, and who may make them."""

    _inherit = "directive.task"

    request_ids = fields.One2many("directive.task.request", "task_id", string="Requests")
    has_pending_request = fields.Boolean(
        compute="_compute_has_pending_request", search="_search_has_pending_request"
    )
    can_request = fields.Boolean(
        compute="_compute_can_request", help="Send a request to the Office."
    )
    can_claim_cause = fields.Boolean(
        compute="_compute_can_request",
        help="Ask the Office to confirm an objective cause of the delay.",
    )
    can_extend = fields.Boolean(compute="_compute_can_grant")
    can_transfer = fields.Boolean(compute="_compute_can_grant")
    can_confirm_cause = fields.Boolean(compute="_compute_can_grant")

    @api.depends("request_ids.state")
    def _compute_has_pending_request(self):
        for task in self:
            task.has_pending_request = "pending" in task.request_ids.mapped("state")

    def _search_has_pending_request(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("request_ids.state", "=", "pending")]

    @api.depends("state", "lead_agency_id", "timeliness", "cause_confirmed")
    @api.depends_context("uid")
    def _compute_can_request(self):
        for task in self:
            leads = task._is_lead()
            late = task.timeliness in LATE_CLASSES and not task.cause_confirmed
            task.can_request = leads and is_possible("extension", task.state)
            task.can_claim_cause = leads and late and is_possible(OBJECTIVE_CAUSE, task.state)

    @api.depends("state", "lead_agency_id")
    @api.depends_context("uid")
    def _compute_can_grant(self):
        for task in self:
            for verb, step in GRANTS.items():
                task[f"can_{verb}"] = task.state in step.sources and task._is_actor(verb)

    def action_open_extension(self):
        """Open the form that asks for more time."""
        return self._open_wizard("directive.task.extension", default_kind="extension")

    def action_open_request(self):
        """Open the form that asks the Office for something else than time.

        Nothing is chosen beforehand: a task is not to be given back by a hasty press.
        """
        kind = not all(task.can_request for task in self) and OBJECTIVE_CAUSE
        action = self._open_wizard(
            "directive.task.extension", default_kind=kind, directive_choose_kind=True
        )
        return dict(action, name=self.env._("Ask the Office"))

    def _after_transition(self, verb, note):
        """Lapse what cannot be granted any more: the task has ended, or is another agency's."""
        super()._after_transition(verb, note)
        target = step_of(verb).target
        if verb == "transfer":
            self.request_ids._lapse()
        elif target in FINAL_STATES:
            gone = [kind for kind in KINDS if not is_possible(kind, target)]
            self.request_ids.filtered(lambda request: request.kind in gone)._lapse()

    def _after_correction(self, values, note):
        super()._after_correction(values, note)
        if "lead_agency_id" in values:
            self.request_ids._lapse()  # they were the other agency's
