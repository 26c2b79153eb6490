from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.guard.quotes import cut
from ...tools.workflow import (
    DRAFT,
    FINAL_STATES,
    LEAD_AGENCY,
    LEADER,
    OFFICE,
    REPORTED,
    TRANSITIONS,
    VERBS_OF_A_JUDGE,
    VERBS_OF_PARTS,
    WORKFLOW,
    concerns_directive,
    moves_directive,
    step_of,
)
from ..common.directive_hold_mixin import AS_THEY_ARE, CHANGE, TOUCH
from ..notice.telling import says_what_it_sent

# The review that a step gives to a pending completion report. A task closed with a pending report
# and reopened needs a new one.
REVIEWS = {"accept": "accepted", "return": "returned", "reopen": "returned"}


class DirectiveTask(models.Model):
    """The verbs of a task: one table of transitions for buttons and guards."""

    _inherit = "directive.task"

    can_assign = fields.Boolean(compute="_compute_can")
    can_receive = fields.Boolean(compute="_compute_can")
    can_report_completion = fields.Boolean(compute="_compute_can")
    can_accept = fields.Boolean(compute="_compute_can")
    can_return = fields.Boolean(compute="_compute_can")
    can_reopen = fields.Boolean(compute="_compute_can")
    can_suspend = fields.Boolean(compute="_compute_can")
    can_resume = fields.Boolean(compute="_compute_can")
    can_revoke = fields.Boolean(compute="_compute_can")
    can_close = fields.Boolean(compute="_compute_can")
    can_report = fields.Boolean(compute="_compute_can", help="Report progress.")
    can_delegate = fields.Boolean(compute="_compute_can", help="Delegate it to an agency below.")

    @api.depends("state", "lead_agency_id", "coordinating_agency_ids")
    @api.depends_context("uid")
    def _compute_can(self):
        for task in self:
            for verb, step in TRANSITIONS.items():
                task[f"can_{verb}"] = task.state in step.sources and task._is_actor(verb)
            working = task.state in ("assigned", "in_progress")
            leads = task._is_lead()
            task.can_report = task.state == "in_progress" and (leads or task._is_coordinator())
            task.can_delegate = working and leads

    # The user

    def _is_office(self):
        return self.env.user.has_group("directive_tracking.group_directive_office")

    def _is_leader(self):
        return self.env.user.has_group("directive_tracking.group_directive_leader")

    def _is_lead(self):
        """Tell whether the user belongs to the lead agency of this task."""
        return self.lead_agency_id in self.env.user._directive_agencies()

    def _is_coordinator(self):
        return bool(self.coordinating_agency_ids & self.env.user._directive_agencies())

    def _is_delegator(self):
        """Tell whether the user's agency delegated this task."""
        parent = self.sudo().parent_id  # both sides know the delegating agency
        return bool(parent) and parent.lead_agency_id in self.env.user._directive_agencies()

    def _is_lead_signer(self):
        """Tell whether the user may report completion for the lead agency.

        With two-tier approval only its head or a deputy may, or who acts for them unless they wrote
        the report; otherwise any member, also if all heads have only a telephone and cannot approve.
        """
        authors = self.env["res.users"]
        if self.sudo().lead_agency_id.requires_head_approval:  # the flag is read for every user
            authors = self._waiting_completion().sorted("id")[-1:].author_id
        return self._signs_report_of(authors)

    def _signs_report_of(self, authors):
        """Tell whether the user submits for the lead agency a report that ``authors`` wrote."""
        agency = self.sudo().lead_agency_id  # the flag is read for every user
        if agency._waits_for_a_signer(authors):
            return self.env.user._directive_signs(agency, authors)
        return self._is_lead()

    def _is_actor(self, verb):
        """Tell whether the user may use ``verb`` on this task, whatever its state."""
        self.ensure_one()
        if self.env.su:
            return True
        actors = step_of(verb).actors
        if LEAD_AGENCY in actors:
            return self._is_lead_signer() if verb == "report_completion" else self._is_lead()
        if verb in VERBS_OF_A_JUDGE and self._is_lead():
            return False
        if OFFICE in actors and (self._is_office() or self._is_delegator()):
            return True
        return LEADER in actors and self._is_leader()

    # The verbs

    @says_what_it_sent
    def action_assign(self):
        """Assign these drafts to their lead agencies; their directive is issued by it."""
        return self._apply_transition("assign")

    @says_what_it_sent
    def action_receive(self):
        """Receive these tasks for the lead agency."""
        return self._apply_transition("receive")

    @says_what_it_sent
    def action_report_completion(self):
        """Submit the waiting completion report to the Office, or ask for one.

        :return: True, or the action of the report wizard when no completion report waits
        """
        self.check_access("read")
        asked = all(self.env.su or task._is_lead() for task in self)
        if asked and any(not task._waiting_completion() for task in self):
            return self._open_wizard("directive.task.report", default_kind="completion")
        return self._apply_transition("report_completion")

    @says_what_it_sent
    def action_accept(self):
        """Accept the results reported for these tasks."""
        return self._apply_transition("accept")

    @says_what_it_sent
    def action_return(self, note=None):
        """Return these results to their lead agencies with a note on missing parts."""
        return self._apply_or_ask("return", note)

    @says_what_it_sent
    def action_reopen(self, note=None):
        """Reopen these finished tasks, saying why."""
        return self._apply_or_ask("reopen", note)

    @says_what_it_sent
    def action_suspend(self, note=None):
        """Suspend these tasks: their deadlines are paused."""
        return self._apply_or_ask("suspend", note)

    @says_what_it_sent
    def action_resume(self, note=None):
        """Resume these tasks; deadlines move by the days they were suspended."""
        return self._apply_or_ask("resume", note)

    @says_what_it_sent
    def action_revoke(self, note=None):
        """Revoke these tasks, naming the document that does."""
        return self._apply_or_ask("revoke", note)

    @says_what_it_sent
    def action_close(self, note=None):
        """Close these tasks without result, by a leader's decision."""
        return self._apply_or_ask("close", note)

    def action_open_report(self):
        """Open the form that reports progress on these tasks."""
        return self._open_wizard("directive.task.report", default_kind="progress")

    def _apply_or_ask(self, verb, note):
        """Apply ``verb``, or open the wizard for the note if a button was pressed."""
        if not self._typed_text(note) and self.env.context.get("directive_ask_note"):
            return self._open_wizard("directive.task.decision", default_verb=verb)
        return self._apply_transition(verb, note)

    def _open_wizard(self, model, **context):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"directive_tracking.{model.replace('.', '_')}_action"
        )
        return dict(
            action, context={**context, "default_task_ids": self.ids, "active_ids": self.ids}
        )

    def _waiting_completion(self):
        """Return the lead agency's completion reports not yet submitted or reviewed."""
        self.ensure_one()
        reporters = self._reporters()
        return self.progress_ids.filtered(
            lambda report: report.kind == "completion"
            and report.review_state == "pending"
            and report.agency_id in reporters
        )

    def _reporters(self):
        """Return the lead agency, with those whose work it took over: their reports are its own."""
        lead = self.lead_agency_id
        return lead._with_predecessors() | lead.predecessor_ids

    # The mechanism

    def _apply_transition(self, verb, note=None, **granted):
        """Move these tasks by ``verb``: check all, move, write the audit trail, notify.

        :param str verb: a key of ``TRANSITIONS`` or ``GRANTS``
        :param str note: the reason, if the table requires one
        :param granted: what a verb of ``GRANTS`` gives, such as the new agency
        :raises UserError: naming the tasks that cannot move, before any has moved
        """
        note = self._typed_text(note)
        self.check_access("read")
        self._hold_for(verb)
        self._check_transition(verb, note)
        self._check_granted(verb, **granted)
        # The check above is the permission; agencies have no write right of their own.
        tasks = self.sudo().with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW)
        with tasks.env["directive.notice"]._told_together():
            tasks._take_step(verb, note, **granted)
        return True

    def _take_step(self, verb, note, **granted):
        """Move these tasks, write the audit trail, which is returned, and notify."""
        before = {task.id: task.state for task in self}
        self._before_transition(verb, note, **granted)
        for task, vals in self._prepare_transition_vals(verb, **granted).items():
            task.write(vals)
        trail = self._log_transition(verb, note, before)
        self._after_transition(verb, note)
        self._notify_transition(verb, note, trail)
        return trail

    def _hold_for(self, verb):
        """Lock the records ``verb`` depends on."""
        self._hold_in_turn(*self.sudo()._held_by(verb))  # agencies have no right to write an order

    def _held_by(self, verb):
        """Return what ``verb`` locks, as :meth:`_hold_in_turn` takes it.

        That is the directive it begins or ends, or the tasks. Locking the directive serialises all
        steps that begin or end one of its tasks.
        """
        held = [(self.directive_id, TOUCH) if concerns_directive(verb) else (self, CHANGE)]
        if verb == "assign":
            held.append((self.lead_agency_id | self.coordinating_agency_ids, AS_THEY_ARE))
        return held

    def _check_granted(self, verb, **granted):
        """Raise unless ``granted`` can be given to each of these tasks."""

    def _before_transition(self, verb, note, **granted):
        """Do what must be done while the task is still as it was."""

    def _check_transition(self, verb, note):
        """Raise unless the user may take this step on all of these tasks now."""
        if verb in VERBS_OF_A_JUDGE:
            self._check_not_own()
        if verb in REVIEWS:
            self._check_not_own_result()
        label = dict(
            self.env["directive.transition"]._fields["verb"]._description_selection(self.env)
        )[verb]
        self._check_states(verb, label)
        self._check_actors(verb, label)
        if step_of(verb).needs_note and not note:
            raise UserError(self.env._("“%(verb)s” needs a note: enter the reason.", verb=label))
        if verb in ("assign", "reopen"):
            self._check_order_stands(verb)
        if verb == "assign":
            self._check_receivable()

    def _check_states(self, verb, label):
        blocked = self.filtered(lambda task: task.state not in step_of(verb).sources)
        if blocked:
            raise UserError(
                self.env._(
                    "“%(verb)s” is not possible in the current state of: %(tasks)s.",
                    verb=label,
                    tasks=blocked._names_and_states(),
                )
            )

    def _check_actors(self, verb, label):
        strangers = self.filtered(lambda task: not task._is_actor(verb))
        if strangers:
            raise UserError(
                self.env._(
                    "You are not allowed to use “%(verb)s” on: %(tasks)s.",
                    verb=label,
                    tasks=self._enumerated(strangers.mapped("name")),
                )
            )

    def _check_order_stands(self, verb):
        """Raise if the directive or the parent task of these tasks has ended."""
        for task in self.filtered(lambda task: task.directive_id.state == "cancelled"):
            raise UserError(
                self.env._(
                    "“%(task)s” belongs to a cancelled directive and cannot be assigned or reopened.",
                    task=task.name,
                )
            )
        for task in self.sudo():  # the task above may be out of the user's sight
            if task.parent_id.state in FINAL_STATES:
                raise UserError(
                    self.env._(
                        "“%(task)s” is part of a task that has ended: reopen that task first.",
                        task=task.name,
                    )
                )

    def _check_receivable(self):
        """Raise if one of these tasks cannot be received, or its draft of an order not issued."""
        self.directive_id.filtered(lambda one: one.state == DRAFT)._check_complete(self)
        lacks = self._lacks()
        if lacks:
            raise UserError("\n".join(lacks))
        self.lead_agency_id._check_exists_still()

    def _names_and_states(self):
        labels = dict(self._fields["state"]._description_selection(self.env))
        return self._enumerated([f"{cut(task.name)} ({labels[task.state]})" for task in self])

    def _log_transition(self, verb, note, before=None):
        """Write the trail of a step just taken: each line says what is in force from now on.

        :param dict before: the former state of each task id, where the step changed it
        :return: the lines, in the order of the tasks
        """
        moment, before = fields.Datetime.now(), before or {}
        Trail = self.env["directive.transition"].with_context(directive_workflow=WORKFLOW)
        return Trail.create(
            [
                {
                    "task_id": task.id,
                    "directive_id": task.directive_id.id,
                    "user_id": self.env.uid,
                    "date": moment,
                    "verb": verb,
                    "state_from": before.get(task.id, task.state),
                    "state_to": task.state,
                    "note": task._note_of_step(verb, note),
                }
                for task in self
            ]
        )

    def _note_of_step(self, verb, note):
        """Return what the trail keeps as the reason of a step."""
        return note or False

    def _after_transition(self, verb, note):
        """Apply the consequences of a move: reviews, parts, to-dos, the directive."""
        if verb in REVIEWS:
            self._review_completion(verb, note)
        self._end_parts(verb, note)
        self._close_todos()
        if moves_directive(verb):
            self.directive_id._follow_tasks(self)
        self._settle_acknowledgements(verb)

    def _end_parts(self, verb, note):
        """End the open delegated tasks together with these tasks."""
        if verb not in VERBS_OF_PARTS:
            return
        parts = self.child_ids.filtered("is_open")
        handed_in = parts.filtered(lambda part: verb == "accept" and part.state == REPORTED)
        reason = note or self.env._("The task it was delegated from has been accepted.")
        for group, step in ((handed_in, verb), (parts - handed_in, VERBS_OF_PARTS[verb])):
            if group:
                group._apply_transition(step, reason)

    def _review_completion(self, verb, note):
        """Review the completion reports, also of an agency that led before and did report."""
        pending = [("kind", "=", "completion"), ("review_state", "=", "pending")]
        Report = self.env["directive.task.progress"]
        Report.search([("task_id", "in", self.ids), *pending])._review(REVIEWS[verb], note)
