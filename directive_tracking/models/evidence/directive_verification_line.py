from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.agency.fate import KEPT
from ...tools.workflow import DONE, WORKFLOW
from ..common.directive_hold_mixin import CHANGE
from ..notice.telling import says_what_it_sent

RESULTS = [
    ("pending", "To verify"),
    ("confirmed", "Confirmed"),
    ("reopened", "Reopened"),
    ("overtaken", "Reopened before it was verified"),
]


class DirectiveVerificationLine(models.Model):
    """One accepted task to verify; its result is added once and stays."""

    _name = "directive.verification.line"
    _description = "Verified Task"
    _inherit = [
        "directive.hold.mixin",
        "directive.kept.mixin",
        "directive.signature.mixin",
        "directive.task.search.mixin",
    ]
    _signatures = {"verifier_id": "signer"}
    _order = "verification_id desc, sequence, id"
    _rec_name = "task_id"

    verification_id = fields.Many2one(
        "directive.verification", required=True, index=True, ondelete="cascade", readonly=True
    )
    sequence = fields.Integer(string="No.", readonly=True, aggregator=None)
    task_id = fields.Many2one(
        "directive.task", required=True, index=True, ondelete="restrict", readonly=True
    )
    directive_id = fields.Many2one(related="task_id.directive_id", related_sudo=False)
    agency_id = fields.Many2one(
        "directive.agency",
        string="Lead agency",
        required=True,
        index=True,
        ondelete="restrict",
        readonly=True,
    )
    date_done = fields.Date(string="Accepted on", readonly=True)
    result = fields.Selection(RESULTS, required=True, default="pending", readonly=True, index=True)
    verifier_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    date = fields.Date(string="Verified on", readonly=True)
    note = fields.Text(readonly=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_verification_line_attachment_rel", string="Evidence"
    )
    can_verify = fields.Boolean(compute="_compute_can_verify")

    _once = models.Constraint(
        "UNIQUE (verification_id, task_id)", "A task is drawn only once in a verification."
    )

    @api.depends("result", "task_id.state")
    @api.depends_context("uid")
    def _compute_can_verify(self):
        acceptors = self._acceptors()
        for line in self:
            waits = line.result == "pending" and line.task_id.state == DONE
            mine = acceptors.get(line.task_id.id) == self.env.uid or line.task_id._is_lead()
            line.can_verify = waits and not mine and line.task_id._is_actor("reopen")

    def _refuse(self):
        raise UserError(
            self.env._("Use “Confirm” or “Reopen the task”: a drawn task is not changed by hand.")
        )

    # The verifier

    @says_what_it_sent
    def action_confirm(self, note=None, attachment_ids=()):
        """Confirm that these tasks are done as reported.

        :param str note: what was seen
        :param attachment_ids: files that show it, uploaded by the user before
        :raises UserError: as :meth:`_check_may_verify`
        """
        self._settle("confirmed", note, attachment_ids)
        self.task_id._check_not_own_result()  # reopening asks it by itself
        return True

    @says_what_it_sent
    def action_reopen(self, note=None, attachment_ids=()):
        """Reopen these tasks because their results do not hold.

        :param str note: the reason, which the agencies read
        :param attachment_ids: files that show it, uploaded by the user before
        :raises UserError: as :meth:`_check_may_verify`, and without a reason
        """
        if not self._typed_text(note):
            raise UserError(self.env._("Say why the task is reopened: its agencies read it."))
        self._settle("reopened", note, attachment_ids)
        return self.task_id.action_reopen(note)

    def action_open_result(self):
        """Open the form that takes the result of these drawn tasks."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_verification_result_action"
        )
        result = self.env.context.get("directive_result", "confirmed")
        return dict(action, context={"default_line_ids": self.ids, "default_result": result})

    def _settle(self, result, note, attachment_ids):
        """Write the result of these lines, after all checks, while their tasks stand still."""
        self.check_access("read")
        lines = self.sudo()  # no role may write them
        self._hold_in_turn(*lines.task_id._held_by("reopen"), (lines, CHANGE))
        self._check_may_verify()
        vals = self._prepare_result(result, note)
        # The check above is the permission; no role may write these rows.
        lines = self.sudo().with_context(directive_workflow=WORKFLOW)
        lines.write(vals)
        for line in lines:
            files = self.env["ir.attachment"].browse(attachment_ids or ())
            if files:
                files._adopt(line)
                line.attachment_ids = [(6, 0, files.ids)]

    def _prepare_result(self, result, note):
        vals = {
            "result": result,
            "verifier_id": self.env.uid,
            "date": self.env["directive.settings"]._today(),
            "note": self._typed_text(note) or False,
        }
        self._sign_all([vals])
        return vals

    def _check_may_verify(self):
        """Raise unless the user may verify each of these tasks, and it still stands accepted.

        Nobody verifies what they accepted or reported themselves, nor the work of their own agency.
        """
        acceptors = self._acceptors()
        self.task_id._check_not_own()
        for line in self:
            task = line.task_id
            if not task._is_actor("reopen"):
                raise UserError(self.env._("Only the Office and leaders can verify a task."))
            if line.result != "pending" or task.state != DONE:
                raise UserError(
                    self.env._(
                        "“%(task)s” has been verified or reopened in the meantime.", task=task.name
                    )
                )
            if not self.env.su and acceptors.get(task.id) == self.env.uid:
                raise UserError(
                    self.env._(
                        "You accepted “%(task)s” yourself: another person must verify it.",
                        task=task.name,
                    )
                )

    def _acceptors(self):
        """Return ``{task id: id of the user who accepted it last}``."""
        domain = [("task_id", "in", self.task_id.ids), ("verb", "=", "accept")]
        Trail = self.env["directive.transition"]
        rows = Trail.search_fetch(domain, ["task_id", "user_id"], order="id")
        return {row.task_id.id: row.user_id.id for row in rows}

    @api.model
    def _overtake(self, tasks, note):
        """Settle the lines of ``tasks``, which somebody reopened before they were verified."""
        domain = [("task_id", "in", tasks.ids), ("result", "=", "pending")]
        # The reopening person need not see the draw; the task has been checked.
        lines = self.sudo().search(domain, order="id").with_context(directive_workflow=WORKFLOW)
        if lines:
            lines._hold()
            lines.write(lines.with_env(self.env)._prepare_result("overtaken", note))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}

    # Found by its words, a number or the agency

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "note")
