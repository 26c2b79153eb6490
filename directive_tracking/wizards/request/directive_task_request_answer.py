from odoo import api, fields, models

from ...models.notice.telling import says_what_it_sent
from ...models.request.directive_task_request import OUTCOMES
from ...tools.request.kinds import EXTENSION, KINDS, RETURN, TRANSFER

DECISIONS = [("approved", "Approve"), ("rejected", "Reject")]


class DirectiveTaskRequestAnswer(models.TransientModel):
    """The form with which the Office decides on requests."""

    _name = "directive.task.request.answer"
    _description = "Decision on a Request"
    _inherit = ["directive.deadline.mixin"]
    _questioned_days = ("deadline",)
    _document_day = "request_ids.task_id.directive_id.date_issued"

    request_ids = fields.Many2many("directive.task.request", required=True, readonly=True)
    state = fields.Selection(DECISIONS, string="Decision", required=True, default="approved")
    kind = fields.Selection(
        [(name, kind.label) for name, kind in KINDS.items()],
        string="Asked for",
        compute="_compute_request",
    )
    task_names = fields.Char(compute="_compute_request", string="Tasks")
    reason = fields.Text(compute="_compute_request", string="Reason of the agency")
    attachment_ids = fields.Many2many(
        "ir.attachment", compute="_compute_request", string="Evidence"
    )
    date_deadline = fields.Date(compute="_compute_request", string="Current deadline")
    date_deadline_original = fields.Date(compute="_compute_request", string="Original deadline")
    asked_late = fields.Boolean(compute="_compute_request")
    limits = fields.Char(compute="_compute_request")
    outcome = fields.Selection(OUTCOMES, string="Outcome for the task")
    deadline = fields.Date(
        string="New deadline",
        compute="_compute_proposal",
        store=True,
        readonly=False,
        compute_sudo=False,
    )
    agency_id = fields.Many2one(
        "directive.agency",
        string="New lead agency",
        compute="_compute_proposal",
        store=True,
        compute_sudo=False,
        readonly=False,
    )
    note = fields.Text()
    needs_note = fields.Boolean(compute="_compute_needs_note")

    @api.depends("request_ids")
    def _compute_request(self):
        for wizard in self:
            requests = wizard.request_ids
            only = requests if len(requests) == 1 else requests.browse()
            kinds = set(requests.mapped("kind"))
            wizard.kind = kinds.pop() if len(kinds) == 1 else False
            wizard.task_names = "; ".join(requests.task_id.mapped("name"))
            wizard.reason = only.reason
            wizard.attachment_ids = only.attachment_ids
            wizard.date_deadline = only.date_deadline
            wizard.date_deadline_original = only.date_deadline_original
            wizard.asked_late = only.asked_late
            wizard.limits = requests._limits_in_words()

    @api.depends("request_ids")
    def _compute_proposal(self):
        """Take over what the agency proposes; several requests keep each its own."""
        for wizard in self:
            only = wizard.request_ids if len(wizard.request_ids) == 1 else False
            wizard.deadline = only and only.proposed_deadline
            wizard.agency_id = only and only.proposed_agency_id

    @api.depends("state", "request_ids")
    def _compute_needs_note(self):
        for wizard in self:
            approves = wizard.state == "approved"
            wizard.needs_note = not approves or wizard.request_ids._approval_needs_note()

    @says_what_it_sent
    def action_decide(self):
        """Decide; the requests perform all checks."""
        self.ensure_one()
        if self.state == "rejected":
            self.request_ids.action_reject(self.note)
        for request in self.request_ids if self.state == "approved" else ():
            request.action_approve(self.note, self._decision_on(request))
        return {"type": "ir.actions.act_window_close"}

    def _decision_on(self, request):
        decision = {}
        if request.kind == EXTENSION and self.deadline:
            decision["deadline"] = self.deadline
        if request.kind == RETURN:
            decision["outcome"] = self.outcome
        if request.kind in (RETURN, TRANSFER) and self.agency_id:
            decision["agency_id"] = self.agency_id.id
        return decision
