from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.delegation.roll_up import Part, roll_up
from ...tools.workflow import REPORTED
from ..common.directive_hold_mixin import TOUCH

# All levels below some tasks. Two of them may lie in one branch: UNION keeps each part once.
BRANCH = """
WITH RECURSIVE branch AS (
    SELECT id, parent_id, state, progress, weight
      FROM directive_task WHERE parent_id = ANY(%s)
     UNION
    SELECT part.id, part.parent_id, part.state, part.progress, part.weight
      FROM branch JOIN directive_task AS part ON part.parent_id = branch.id)
SELECT id, parent_id, state, progress, weight FROM branch
"""


class DirectiveTask(models.Model):
    """A task and its parts: what they amount to, and which of them the whole waits for."""

    _inherit = "directive.task"

    weight = fields.Integer(
        default=1,
        aggregator=None,
        copy=False,
        help="How much this part counts in the progress of the whole, compared with the others.",
    )
    is_required = fields.Boolean(
        string="Required for the whole",
        default=True,
        copy=False,
        help="The whole is not reported complete while this part is open, unless a reason is given.",
    )
    parts_progress = fields.Integer(
        string="Progress of the parts",
        compute="_compute_parts_progress",
        compute_sudo=False,
        help="Worked out from the parts by their weights. The lead agency's own report stands beside it.",
    )
    has_parts = fields.Boolean(compute="_compute_parts_progress", compute_sudo=False)
    open_parts_reason = fields.Text(
        string="Reason for reporting with open parts", compute="_compute_open_parts_reason"
    )

    _weight_range = models.Constraint(
        "CHECK (weight BETWEEN 1 AND 1000)", "The weight of a part is a number from 1 to 1000."
    )

    @api.depends("child_ids.state", "child_ids.progress", "child_ids.weight", "lead_agency_id")
    @api.depends_context("uid")
    def _compute_parts_progress(self):
        """Roll up all levels in one query; who does not see the parts sees no figure of them.

        Not declared as recursive: Odoo computes such fields record by record.
        """
        seers = self.filtered(lambda task: task._sees_parts())
        found = roll_up(seers._branch_parts())
        for task in self:
            task.has_parts = task.id in found and task in seers
            task.parts_progress = found[task.id] if task.has_parts else 0

    def _branch_parts(self):
        """Return the :class:`Part` of all levels below these tasks, in one query."""
        self.env["directive.task"].flush_model(["parent_id", "state", "progress", "weight"])
        ids = [one for one in self._ids if one]
        return [Part(*row) for row in self.env.execute_query(SQL(BRANCH, ids))] if ids else []

    def _sees_parts(self):
        """Tell whether the user sees every part: the lead agency, those above it, the Office."""
        if self.env.su or self._is_office() or self._is_leader():
            return True
        return bool(self.lead_agency_id._ancestors() & self.env.user._directive_agencies())

    @api.depends("state", "progress_ids.open_parts_reason", "progress_ids.review_state")
    def _compute_open_parts_reason(self):
        for task in self:
            waiting = (
                task._waiting_completion() if task.state == REPORTED else task.progress_ids[:0]
            )
            task.open_parts_reason = waiting._reason_for_open_parts()

    def _open_required_parts(self):
        """Return the open parts without which these tasks are not complete."""
        parts = self.sudo().child_ids  # the lead agency sees them; the check is for everybody
        return parts.filtered(lambda part: part.is_required and part.is_open)

    def _with_agencies_in_words(self):
        return self._enumerated([f"{part.name} ({part.lead_agency_id.name})" for part in self])

    # Guards of the steps

    def _check_transition(self, verb, note):
        super()._check_transition(verb, note)
        if verb == "report_completion":
            for task in self:
                task._check_parts_ended(task._waiting_completion()._reason_for_open_parts())
        if verb == "reopen":
            self._check_whole_not_reported()

    def _check_parts_ended(self, reason):
        """Raise if required parts are open and there is no reason to report the whole all the same."""
        waiting = self._open_required_parts()
        if waiting and not reason:
            raise UserError(
                self.env._(
                    "“%(task)s” has required parts that are still open: %(parts)s. Wait for them, "
                    "or report completion with the reason why it is complete without them.",
                    task=self.name,
                    parts=waiting._with_agencies_in_words(),
                )
            )

    def _check_whole_not_reported(self):
        """Raise where the Office has been told that the whole is complete, with nothing open."""
        for part in self.sudo().filtered("is_required"):  # the whole may be out of sight
            whole = part.parent_id
            if whole.state == REPORTED and not whole._waiting_completion()._reason_for_open_parts():
                raise UserError(
                    self.env._(
                        "“%(task)s” is part of a task whose completion has been reported: that "
                        "report must be returned first.",
                        task=part.name,
                    )
                )

    def _held_by(self, verb):
        """Lock the whole as well where a part is opened again: its report depends on that."""
        held = super()._held_by(verb)
        return [*held, (self.parent_id, TOUCH)] if verb == "reopen" else held

    def _note_of_step(self, verb, note):
        """Keep in the trail why a task was reported complete without all of its parts."""
        note = super()._note_of_step(verb, note)
        if verb == "report_completion" and not note and self._open_required_parts():
            return self._waiting_completion()._reason_for_open_parts()
        return note
