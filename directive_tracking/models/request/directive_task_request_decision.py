from contextlib import suppress

from odoo import models
from odoo.exceptions import MissingError, UserError

from ...tools.recipient import Recipient, once
from ...tools.request.kinds import EXTENSION, KINDS, OBJECTIVE_CAUSE, RETURN, TRANSFER
from ...tools.workflow import WORKFLOW
from ..common.directive_hold_mixin import AS_THEY_ARE, CHANGE, TOUCH
from ..notice.telling import says_what_it_sent
from .directive_task_request import OUTCOMES

GIVEN = {"deadline", "agency_id", "outcome"}  # what a decision may say besides its note


class DirectiveTaskRequest(models.Model):
    """The decision on a request. An approved one changes its task exactly once."""

    _inherit = "directive.task.request"

    @says_what_it_sent
    def action_approve(self, note=None, decision=None):
        """Approve these requests, which takes the step they ask for.

        :param str note: the Office's remark; required where an extension exceeds the limits and
            for an objective cause
        :param dict decision: ``deadline`` (another day than the proposed one), ``agency_id`` (who
            takes the task over), ``outcome`` of a returned task: ``transfer`` or ``revoke``
        :return: True, or the action of the form when a button was pressed and something is missing
        :raises UserError: when the user is not of the Office or a request is decided already
        """
        note, decision = self._typed_text(note), self._typed_values(decision)
        self._check_decider(decision)
        if self.env.context.get("directive_ask_note") and self._needs_form(note, decision):
            return self._open_form("approved")
        with self.env["directive.notice"]._told_together():
            for request in self:
                request._approve(note, request._read_decision(decision))
        return True

    @says_what_it_sent
    def action_reject(self, note=None):
        """Reject these requests with a reason.

        :raises UserError: without a note, and as :meth:`action_approve`
        """
        note = self._typed_text(note)
        self._check_decider()
        if not note and self.env.context.get("directive_ask_note"):
            return self._open_form("rejected")
        if not note:
            raise UserError(self.env._("Say why the request is rejected."))
        for request in self:
            request._record("rejected", note)
            request._notify_decided("request_rejected")
        return True

    def _needs_form(self, note, decision):
        """Tell whether the Office must still say something before these can be approved."""
        if note or decision:
            return False
        moves = any(request.kind in (RETURN, TRANSFER) for request in self)
        return moves or self._approval_needs_note()

    def _approval_needs_note(self):
        """Tell whether approving one of these requests needs a note."""
        claims = any(request.kind == OBJECTIVE_CAUSE for request in self)
        return claims or bool(self._limits_in_words())

    def _open_form(self, state):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_request_answer_action"
        )
        return dict(action, context={"default_request_ids": self.ids, "default_state": state})

    def _check_decider(self, decision=None):
        self.check_access("read")
        self._hold_for_decision(decision)
        self.task_id._check_not_own()
        self._check_pending()
        for request in self:
            if not request._is_decider():
                raise UserError(self.env._("Only the Office can decide on requests."))
            if request.author_id == self.env.user and not self.env.su:
                raise UserError(
                    self.env._(
                        "You made the request on “%(task)s” yourself: somebody else must decide.",
                        task=request.task_id.name,
                    )
                )

    def _check_pending(self):
        for request in self.filtered(lambda one: one.state != "pending"):
            if request.state == "withdrawn":
                raise UserError(
                    self.env._(
                        "The request on “%(task)s” has been taken back.", task=request.task_id.name
                    )
                )
            raise UserError(
                self.env._(
                    "The request on “%(task)s” has already been decided.",
                    task=request.task_id.name,
                )
            )

    def _hold_for_decision(self, decision):
        """Lock these requests, their tasks and the tasks those were delegated from.

        A task that may change its agency or end locks its directive first, as its steps do; an
        agency that may take it over stays as it is.
        """
        requests = self.sudo()  # agencies have no right to write them
        moving = requests.filtered(lambda request: request.kind in (RETURN, TRANSFER))
        self._hold_in_turn(
            (moving.task_id.directive_id, TOUCH),
            (requests.task_id | requests.task_id.parent_id, CHANGE),
            (requests, CHANGE),
            (moving._agencies_named_in(decision or {}), AS_THEY_ARE),
        )

    def _agencies_named_in(self, decision):
        """Return who may take over one of these tasks; :meth:`_read_agency` judges them."""
        named = decision.get("agency_id")
        chosen = [named] if self and named and isinstance(named, int) else []
        return self.proposed_agency_id | self.env["directive.agency"].browse(chosen)

    def _is_decider(self):
        """Tell whether the user decides: the Office, or the agency that delegated the task."""
        task = self.task_id
        if self.env.su:
            return True
        return not task._is_lead() and (task._is_office() or task._is_delegator())

    # Approving

    def _read_decision(self, decision):
        """Return the verb that approving takes on the task, and what it grants.

        :raises UserError: naming what is missing or cannot be
        """
        unknown = decision.keys() - GIVEN
        if unknown:
            raise UserError(
                self.env._(
                    "Unknown values in the decision: %(names)s.", names=", ".join(sorted(unknown))
                )
            )
        if self.kind == EXTENSION:
            return "extend", {"deadline": self._granted_day(decision.get("deadline"))}
        verb = self._read_outcome(decision)
        if verb == "transfer":
            return verb, {"agency": self._read_agency(decision.get("agency_id"))}
        return verb, {}

    def _granted_day(self, day):
        day = self.task_id._read_day(day or self.proposed_deadline)
        self._check_day(day)
        return day

    def _read_outcome(self, decision):
        verbs = KINDS[self.kind].verbs
        outcome = decision.get("outcome")
        if self.kind != RETURN:
            return verbs[0]
        if outcome is None and decision.get("agency_id"):
            return "transfer"
        if outcome not in list(dict(OUTCOMES)):
            raise UserError(
                self.env._(
                    "Choose the outcome for “%(task)s”: another agency takes it over, or it is "
                    "revoked.",
                    task=self.task_id.name,
                )
            )
        return outcome

    def _read_agency(self, agency_id):
        if agency_id and not isinstance(agency_id, int):
            raise UserError(self.env._("Name the agency that takes over the task."))
        agency = self.env["directive.agency"].browse(agency_id) or self.proposed_agency_id
        agency.check_access("read")
        with suppress(MissingError):
            self.task_id._read_agencies(agency)  # which also tells whether it exists
            if agency:
                return agency
        raise UserError(self.env._("Name the agency that takes over the task."))

    def _approve(self, note, wanted):
        """Record the approval and take its step, both or neither."""
        verb, granted = wanted
        self._check_possible()
        limits = self._limits_in_words()
        if not note and self._approval_needs_note():
            raise UserError(self._missing_note(limits))
        self._record(
            "approved",
            note,
            outcome=verb if self.kind == RETURN else False,
            granted_deadline=granted.get("deadline", False),
            granted_agency_id=granted["agency"].id if "agency" in granted else False,
            exceeded_limits=limits or False,
        )
        if verb == "extend":
            self.task_id._grant_extension(granted["deadline"], note or self.reason, self.date)
        else:
            self.task_id._apply_transition(verb, note or self.reason, **granted)
        self._notify_decided("request_approved")

    def _missing_note(self, limits):
        """Return the sentence that asks for the note of an approval."""
        if not limits:
            return self.env._("Say which objective cause is confirmed.")
        return self.env._(
            "%(limits)s To grant it nevertheless, enter the reason: it stays on record.",
            limits=limits,
        )

    def _record(self, state, note, **more):
        # `_check_decider` came before; requests have no other door.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(
            {
                "state": state,
                "decision_note": note or False,
                "decided_by_id": self.env.uid,
                "date_decided": self.env["directive.settings"]._today(),
                **more,
                **self._signature(self.env.user, "decider"),
            }
        )

    def _lapse(self):
        """Lapse those of these requests that are pending: nothing is left to decide."""
        pending = self.filtered(lambda request: request.state == "pending")
        if pending:
            pending.with_context(directive_workflow=WORKFLOW).write({"state": "lapsed"})

    # Telling

    def _notify_asked(self):
        for request in self.sudo():  # the asking user was checked before
            request._tell_of("request_created", request.task_id._audience("request_created"))

    def _notify_decided(self, event):
        """Tell the agency that asked; who lost the task by it is told of that instead."""
        for request in self.sudo():  # the deciding user was checked before
            task = request.task_id
            if request.agency_id != task.lead_agency_id:
                continue
            author = request.author_id
            rows = request.agency_id._notice_recipients() + task._officer_rows()
            if author.id not in {row.user_id for row in rows}:
                rows.append(Recipient(author.partner_id.id, author.id, request.agency_id.id))
            request._tell_of(event, {task.id: once(rows)})

    def _tell_of(self, event, recipients):
        words = self.decision_note or self.reason
        note = f"{self._asked_in_words()}. {words}"
        self.task_id._post_notice(event, recipients, occurrence=str(self.id), note=note)
