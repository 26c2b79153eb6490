from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.agency.fate import moved, once_each
from ...tools.coordination.waiting import days_waiting, waiting_since
from ...tools.workflow import DRAFT, OPEN_STATES, WORKFLOW


class DirectiveWaitingMixin(models.AbstractModel):
    """Work that a coordinating agency owes the lead agency of a task by a given day.

    Rows are written by the steps of this room alone: everybody else, administrators included,
    only reads them.
    """

    _name = "directive.waiting.mixin"
    _description = "Owed by a Coordinating Agency"
    _inherit = [
        "directive.own.mixin",
        "directive.hold.mixin",
        "directive.workflow.mixin",
        "directive.words.mixin",
    ]
    # The rows that are still owed, and the value that ends one whose agency leaves the task.
    _owed_while = ()
    _owed_no_more = ()

    task_id = fields.Many2one(
        "directive.task", required=True, readonly=True, index=True, ondelete="cascade"
    )
    agency_id = fields.Many2one(
        "directive.agency", required=True, readonly=True, index=True, ondelete="restrict"
    )
    lead_agency_id = fields.Many2one(related="task_id.lead_agency_id", related_sudo=False)
    directive_id = fields.Many2one(related="task_id.directive_id", related_sudo=False)
    task_state = fields.Selection(
        related="task_id.state", related_sudo=False, string="State of the task"
    )
    task_deadline = fields.Date(
        related="task_id.date_deadline", related_sudo=False, string="Deadline of the task"
    )
    date_deadline = fields.Date(string="Inner deadline", readonly=True)
    date_ended = fields.Date(
        string="Waiting ended on",
        readonly=True,
        copy=False,
        help="The day it was delivered, or the task or the coordination ended.",
    )
    waiting_since = fields.Date(compute="_compute_waiting")
    waiting_days = fields.Integer(
        compute="_compute_waiting", help="Days the lead agency was kept waiting."
    )

    @api.depends("date_deadline", "date_ended", "task_id.state", "task_id.date_suspended")
    def _compute_waiting(self):
        today = self.env["directive.settings"]._today()
        for row in self:
            until = row.task_id.state == "suspended" and row.task_id.date_suspended or today
            row.waiting_days = days_waiting(row.date_deadline, row.date_ended, until)
            row.waiting_since = row.waiting_days and waiting_since(row.date_deadline)

    @api.depends_context("uid")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._hide_unreadable_names()

    def write(self, vals):
        if not self._in_workflow():
            self._refuse()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_by_workflow(self):
        if not self._in_workflow():
            self._refuse()

    def _refuse(self):
        """Raise the sentence that says how these rows change."""
        raise UserError(
            self.env._("This is kept by the system: use the buttons of the task instead.")
        )

    def _as_system(self):
        """Return these rows with the right to write them."""
        # Nobody has it otherwise; each caller has checked its user.
        return self.sudo().with_context(directive_workflow=WORKFLOW)

    def _hold_with_tasks(self):
        """Lock these rows and their tasks."""
        # Agencies have no right to write either.
        self.sudo().task_id._hold_and_touch()
        self.sudo()._hold()

    def _check_inner_deadline(self, task, day):
        """Raise if ``day`` is later than the deadline of ``task``, unless that has passed."""
        today = self.env["directive.settings"]._today()
        last = task.date_deadline
        if day and last and today <= last < day:
            raise UserError(
                self.env._(
                    "The inner deadline cannot be later than that of the task, %(deadline)s.",
                    deadline=self._value_in_words("date_deadline", task.date_deadline),
                )
            )

    @api.model
    def _reorganisation_fields(self):
        """Move what is owed to the successor, with its duty and its day."""
        unfinished = ("task_id.state", "in", (DRAFT, *OPEN_STATES))
        return super()._reorganisation_fields() | {
            "agency_id": moved(unfinished, *self._owed_while, follows="task_id")
        }

    @api.model
    def _reorganised(self, name, values, planned):
        """An agency owes a task one of these: where it has one, the other stays on record."""
        values = super()._reorganised(name, values, planned)
        rows = self.browse(values)
        there = self.search([("task_id", "in", rows.task_id.ids), *self._owed_while])
        taken = {(row.task_id.id, row.agency_id.id) for row in there}
        return once_each(values, {row.id: row.task_id.id for row in rows}, taken)

    @api.model
    def _reorganised_besides(self, planned):
        """End what is owed by those who leave the list of a task."""
        found = super()._reorganised_besides(planned)
        lists = planned.get(("directive.task", "coordinating_agency_ids"), {})
        heirs = planned.get((self._name, "agency_id"), {})
        rows = self.search([("task_id", "in", list(lists)), *self._owed_while])
        gone = rows.filtered(
            lambda row: heirs.get(row.id, row.agency_id.id) not in lists[row.task_id.id]
        )
        name, before, after = self._owed_no_more
        return found | {name: {row.id: (before, after) for row in gone}}
