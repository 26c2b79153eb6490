from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.agency.fate import KEPT, moved
from ...tools.request.kinds import (
    EXTENSION,
    KINDS,
    OBJECTIVE_CAUSE,
    TRANSFER,
    is_possible,
    joined,
)
from ...tools.statistics import LATE_CLASSES

STATES = [
    ("pending", "Pending"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
    ("lapsed", "Lapsed"),
    ("withdrawn", "Taken back"),
]
OUTCOMES = [
    ("transfer", "Another agency takes it over"),
    ("revoke", "The task is revoked"),
]
DECISION_FIELDS = {
    "state",
    "decision_note",
    "decided_by_id",
    "date_decided",
    "outcome",
    "granted_deadline",
    "granted_agency_id",
    "exceeded_limits",
}


class DirectiveTaskRequest(models.Model):
    """An agency's request to the Office about a task, and the decision.

    Nobody changes or deletes a request: it is decided once, withdrawn by who asked, or lapses when
    nothing is left to decide.
    """

    _name = "directive.task.request"
    _description = "Task Request"
    _inherit = [
        "directive.own.mixin",
        "directive.hold.mixin",
        "directive.workflow.mixin",
        "directive.signature.mixin",
        "directive.deadline.mixin",
    ]
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
    kind = fields.Selection(
        [(name, kind.label) for name, kind in KINDS.items()], required=True, default=EXTENSION
    )
    reason = fields.Text(required=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_task_request_attachment_rel", string="Evidence"
    )
    date_deadline = fields.Date(
        related="task_id.date_deadline", related_sudo=False, string="Current deadline"
    )
    date_deadline_original = fields.Date(
        related="task_id.date_deadline_original", related_sudo=False, string="Original deadline"
    )
    deadline_before = fields.Date(
        string="Deadline when asked", readonly=True, help="The deadline in force on that day."
    )
    asked_late = fields.Boolean(
        readonly=True, help="It was asked after the deadline then in force."
    )
    proposed_deadline = fields.Date()
    proposed_agency_id = fields.Many2one("directive.agency", index="btree_not_null")
    state = fields.Selection(STATES, required=True, default="pending", readonly=True, index=True)
    decision_note = fields.Text(readonly=True)
    decided_by_id = fields.Many2one("res.users", readonly=True)
    date_decided = fields.Date(readonly=True)
    decider_name = fields.Char(string="Decided by (on record)", readonly=True)
    decider_post = fields.Char(string="Post of the decider", readonly=True)
    outcome = fields.Selection(OUTCOMES, readonly=True)
    granted_deadline = fields.Date(string="Deadline granted", readonly=True)
    granted_agency_id = fields.Many2one(
        "directive.agency", string="Given to", readonly=True, index="btree_not_null"
    )
    exceeded_limits = fields.Char(
        readonly=True, help="The limits of extensions that this approval set aside."
    )
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
        self.flush_model(["state"])  # one lapsed a moment ago does not wait any more
        if not self._in_workflow():
            self.env["directive.task"]._check_named_readable(vals_list)
        requests = super().create(vals_list)
        if not self._in_workflow():
            requests._check_request()
            for request in requests:
                # Files of other records cannot be read for this check.
                request.sudo().attachment_ids._adopt(request)
            requests._notify_asked()
        return requests

    def _sign(self, vals):
        """Write into ``vals`` who asks, when and undecided, whatever the caller says.

        Set explicitly: defaults from the context or the user must not override it.
        """
        today = self.env["directive.settings"]._today()
        # Whether the task may be read is checked after.
        task = self.env["directive.task"].browse(vals.get("task_id")).sudo()
        vals.update(
            {name: False for name in DECISION_FIELDS},
            state="pending",
            author_id=self.env.uid,
            date=today,
            agency_id=task.lead_agency_id.id,
            deadline_before=task.date_deadline,
            asked_late=self._is_late(vals.get("kind"), task, today),
        )

    def _is_late(self, kind, task, today):
        """Tell whether it is asked after the deadline; a cause of delay is only asked for then."""
        return kind != OBJECTIVE_CAUSE and bool(task.date_deadline) and today > task.date_deadline

    def write(self, vals):
        if not self._in_workflow():
            raise UserError(self.env._("A request cannot be changed: decide on it instead."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Requests cannot be deleted."))

    # What may be asked for

    def _check_request(self):
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
            request._check_possible()
            request._check_proposal()

    def _check_possible(self):
        """Raise unless the task is in a state in which this can be asked for and granted."""
        task = self.task_id
        if not is_possible(self.kind, task.state):
            raise UserError(
                self.env._("“%(task)s” accepts no requests in its current state.", task=task.name)
                if self.kind != OBJECTIVE_CAUSE
                else self._no_delay()
            )
        if self.kind == OBJECTIVE_CAUSE:
            self._check_delay()

    def _check_delay(self):
        task = self.task_id
        if task.timeliness not in LATE_CLASSES:
            raise UserError(self._no_delay())
        if task.cause_confirmed:
            raise UserError(
                self.env._(
                    "The objective cause of the delay of “%(task)s” has already been confirmed.",
                    task=task.name,
                )
            )

    def _no_delay(self):
        return self.env._(
            "“%(task)s” is not late: there is no delay whose cause could be confirmed.",
            task=self.task_id.name,
        )

    def _check_proposal(self):
        """Raise unless the request proposes what its kind needs."""
        if self.kind == EXTENSION:
            self._check_day(self.proposed_deadline)
        if self.kind == TRANSFER and not self.proposed_agency_id:
            raise UserError(self.env._("Name the agency that should take over the task."))
        if self.proposed_agency_id:
            self.task_id._check_new_lead(self.proposed_agency_id)

    def _check_day(self, day):
        """Raise unless ``day`` extends the current deadline."""
        if not day:
            raise UserError(self.env._("Propose the new deadline."))
        self.task_id._check_longer(day)

    @api.model
    def _reorganisation_fields(self):
        pending = ("state", "=", "pending")
        return super()._reorganisation_fields() | {
            "agency_id": moved(pending, follows="task_id"),
            "proposed_agency_id": moved(pending),
            "granted_agency_id": KEPT,
        }

    # Words

    def _limits_in_words(self):
        """Return the limits of extensions these requests exceed, in words; empty if none."""
        asked = self.filtered(lambda request: request.kind == EXTENSION)
        return joined(
            limit for request in asked for limit in request.task_id._exceeded_limits(request.date)
        )

    def _asked_in_words(self):
        """Return what is asked for, in words."""
        words = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        if self.kind == EXTENSION and self.proposed_deadline:
            day = format_date(self.env, self.proposed_deadline)
            return self.env._("%(kind)s until %(day)s", kind=words, day=day)
        if self.proposed_agency_id:
            name = self.proposed_agency_id.name
            return self.env._("%(kind)s: %(agency)s", kind=words, agency=name)
        return words
