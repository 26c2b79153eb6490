from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.agency.fate import moved
from ...tools.workflow import WORKFLOW, WORKING_STATES
from ..notice.telling import says_what_it_sent

KINDS = [
    ("extension", "Extension"),
    ("return", "Return of the task"),
    ("transfer", "Transfer to another agency"),
    ("suspension", "Suspension"),
]
STATES = [
    ("pending", "Pending"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
    ("lapsed", "Lapsed"),
]
DECISION_FIELDS = {"state", "decision_note", "decided_by_id", "date_decided"}


class DirectiveTaskRequest(models.Model):
    """An agency's request to the Office about a task, and the decision."""

    _name = "directive.task.request"
    _description = "Task Request"
    _inherit = ["directive.hold.mixin", "directive.signature.mixin", "directive.deadline.mixin"]
    _questioned_days = ("proposed_deadline",)
    _document_day = "task_id.directive_id.date_issued"
    _signatures = {"author_id": "signer", "decided_by_id": "decider"}
    _order = "id desc"
    _rec_name = "reason"

    task_id = fields.Many2one("directive.task", required=True, index=True, ondelete="cascade")
    agency_id = fields.Many2one(
        "directive.agency",
        readonly=True,
        index=True,
        precompute=True,
        store=True,
        compute="_compute_agency_id",
        compute_sudo=False,
    )
    author_id = fields.Many2one(
        "res.users",
        string="Asked by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    date = fields.Date(
        required=True, readonly=True, default=lambda self: self.env["directive.settings"]._today()
    )
    kind = fields.Selection(KINDS, required=True, default="extension")
    reason = fields.Text(required=True)
    date_deadline = fields.Date(
        related="task_id.date_deadline", related_sudo=False, string="Current deadline"
    )
    proposed_deadline = fields.Date()
    proposed_agency_id = fields.Many2one("directive.agency", index="btree_not_null")
    state = fields.Selection(STATES, required=True, default="pending", readonly=True, index=True)
    decision_note = fields.Text(readonly=True)
    decided_by_id = fields.Many2one("res.users", readonly=True)
    date_decided = fields.Date(readonly=True)
    decider_name = fields.Char(string="Decided by (on record)", readonly=True)
    decider_post = fields.Char(string="Post of the decider", readonly=True)
    can_decide = fields.Boolean(compute="_compute_can_decide")

    _one_pending = models.UniqueIndex(
        "(task_id, kind) WHERE state = 'pending'",
        lambda env, _diagnostics: env._(
            "The Office has not yet decided on the earlier request: wait for its answer."
        ),
    )

    @api.depends("state", "task_id")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        for request in self:
            request.can_decide = request.state == "pending" and request._is_decider()

    @api.depends("task_id")
    def _compute_agency_id(self):
        for request in self:
            request.agency_id = request.task_id.lead_agency_id

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            self._sign(vals)
        self._sign_all(vals_list)
        requests = super().create(vals_list)
        if not self._in_workflow():
            requests._check_request()
            requests.task_id._notify_request("request_created", requests)
        return requests

    def _sign(self, vals):
        """Write into ``vals`` who asks, when and undecided, whatever the caller says.

        Set explicitly: defaults from the context or the user must not override it.
        """
        task = self.env["directive.task"].browse(vals.get("task_id"))
        vals.update(
            {name: False for name in DECISION_FIELDS},
            state="pending",
            author_id=self.env.uid,
            date=self.env["directive.settings"]._today(),
            agency_id=task.sudo().lead_agency_id.id,  # whether the task may be read is checked after
        )

    def write(self, vals):
        if not self._in_workflow():
            raise UserError(self.env._("A request cannot be changed: decide on it instead."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Requests cannot be deleted."))

    def _in_workflow(self):
        return self.env.context.get("directive_workflow") is WORKFLOW

    def _check_request(self):
        self.task_id.check_access("read")
        self.task_id.sudo()._hold_and_touch()  # agencies have no right to write it
        for request in self:
            task = request.task_id
            if not (self.env.su or task._is_lead() or task._is_office()):
                raise UserError(
                    self.env._(
                        "Only %(lead)s, the lead agency, can make requests on “%(task)s”.",
                        lead=task.lead_agency_id.name,
                        task=task.name,
                    )
                )
            request._check_task_open()
            if request.kind == "extension":
                request._check_extension()
            else:
                raise UserError(self.env._("Only extensions can be requested here at present."))

    def _check_task_open(self):
        """Raise unless the agency is working on the task: nothing else can be extended."""
        if self.task_id.state not in WORKING_STATES:
            raise UserError(
                self.env._(
                    "“%(task)s” accepts no requests in its current state.",
                    task=self.task_id.name,
                )
            )

    def _check_extension(self):
        """Raise unless the proposed day extends the current deadline."""
        task, proposed = self.task_id, self.proposed_deadline
        if not proposed:
            raise UserError(self.env._("Propose the new deadline."))
        if task.date_deadline and proposed <= task.date_deadline:
            raise UserError(
                self.env._(
                    "The proposed deadline must be later than the current one, %(deadline)s.",
                    deadline=format_date(self.env, task.date_deadline),
                )
            )
        outer = task.sudo().parent_id.date_deadline  # the lower agency may not read that task
        if outer and proposed > outer:
            raise UserError(
                self.env._(
                    "The new deadline must not be later than that of the task “%(task)s” was "
                    "delegated from: propose an earlier one, or extend that task first.",
                    task=task.name,
                )
            )
        if proposed < self.env["directive.settings"]._today():
            raise UserError(self.env._("The proposed deadline has already passed."))

    @says_what_it_sent
    def action_approve(self, note=None):
        """Approve these requests; an extension gives the task its proposed deadline.

        :param str note: the Office's remark, optional
        :raises UserError: when the user is not of the Office or a request is decided already
        """
        self._check_decider()
        for request in self:
            request._check_task_open()
            if request.kind == "extension":
                request._check_extension()
                request.task_id._extend_deadline(request.proposed_deadline, note or request.reason)
        return self._decide("approved", note)

    @says_what_it_sent
    def action_reject(self, note=None):
        """Reject these requests with a reason.

        :raises UserError: without a note, and as :meth:`action_approve`
        """
        self._check_decider()
        if not (note or "").strip():
            if self.env.context.get("directive_ask_note"):
                return self._open_rejection()
            raise UserError(self.env._("Say why the request is rejected."))
        return self._decide("rejected", note)

    def _open_rejection(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_decision_action"
        )
        return dict(
            action,
            context={
                "default_verb": "reject",
                "default_request_ids": self.ids,
                "default_task_ids": self.task_id.ids,
            },
        )

    def _check_decider(self):
        self.check_access("read")
        self._hold_with_tasks()
        self.task_id._check_not_own()
        for request in self:
            if not request._is_decider():
                raise UserError(self.env._("Only the Office can decide on requests."))
            if request.state != "pending":
                raise UserError(
                    self.env._(
                        "The request on “%(task)s” has already been decided.",
                        task=request.task_id.name,
                    )
                )

    def _hold_with_tasks(self):
        """Lock these requests, their tasks and the tasks those were delegated from."""
        requests = self.sudo()  # agencies have no right to write them
        (requests.task_id | requests.task_id.parent_id)._hold()
        requests._hold()

    def _is_decider(self):
        """Tell whether the user decides: the Office, or the agency that delegated the task."""
        task = self.task_id
        if self.env.su:
            return True
        return not task._is_lead() and (task._is_office() or task._is_delegator())

    def _decide(self, state, note):
        # `_check_decider` came before; requests have no other door.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(
            {
                "state": state,
                "decision_note": (note or "").strip() or False,
                "decided_by_id": self.env.uid,
                "date_decided": self.env["directive.settings"]._today(),
                **self._signature(self.env.user, "decider"),
            }
        )
        self.task_id._notify_request(f"request_{state}", self)
        return True

    def _lapse(self):
        """Lapse pending requests of ended tasks."""
        pending = self.filtered(lambda request: request.state == "pending")
        if pending:
            pending.with_context(directive_workflow=WORKFLOW).write({"state": "lapsed"})

    @api.model
    def _reorganisation_fields(self):
        pending = ("state", "=", "pending")
        return super()._reorganisation_fields() | {
            "agency_id": moved(pending, follows="task_id"),
            "proposed_agency_id": moved(pending),
        }
