from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.bulk import percent
from ...tools.workflow import WORKFLOW

STATES = [
    ("running", "Running"),
    ("stopped", "Stopped"),
    ("done", "Done"),
    ("cancelled", "Rest cancelled"),
]


class DirectiveTaskBulk(models.Model):
    """One step that one person took on many tasks, and what became of each.

    It is written by its own work alone, and stays: evidence of who did it. Only its author reads it.
    """

    _name = "directive.task.bulk"
    _description = "Step on Many Tasks"
    _inherit = ["directive.bulk.mixin", "directive.hold.mixin", "directive.kept.mixin"]
    _order = "id desc"
    _rec_name = "step"

    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, index=True, ondelete="restrict"
    )
    date = fields.Datetime(string="Started at", required=True, readonly=True)
    date_ended = fields.Datetime(string="Ended at", readonly=True)
    state = fields.Selection(STATES, required=True, default="running", readonly=True)
    problem = fields.Text(string="Why it stopped", readonly=True)
    line_ids = fields.One2many("directive.task.bulk.line", "bulk_id", readonly=True)
    refused_line_ids = fields.One2many(
        "directive.task.bulk.line",
        "bulk_id",
        string="Refused tasks",
        domain=[("state", "=", "refused")],
        readonly=True,
    )
    task_count = fields.Integer(string="Tasks", readonly=True)
    done_count = fields.Integer(string="Done", readonly=True)
    refused_count = fields.Integer(string="Refused", readonly=True)
    waiting_count = fields.Integer(string="Not begun", compute="_compute_progress")
    percent = fields.Integer(string="Progress", compute="_compute_progress", aggregator=None)

    _running_idx = models.Index("(id) WHERE state = 'running'")

    @api.depends("step", "date")
    def _compute_display_name(self):
        labels = dict(self._fields["step"]._description_selection(self.env))
        for bulk in self:
            moment = self.env["directive.settings"]._to_local(bulk.date) if bulk.date else None
            day = f", {moment:%d/%m/%Y %H:%M}" if moment else ""
            bulk.display_name = f"{labels.get(bulk.step, '')}{day}"

    @api.depends("task_count", "done_count", "refused_count")
    def _compute_progress(self):
        for bulk in self:
            settled = bulk.done_count + bulk.refused_count
            bulk.waiting_count = bulk.task_count - settled
            bulk.percent = percent(settled, bulk.task_count)

    def _refuse(self):
        raise UserError(
            self.env._("Steps on many tasks are kept by the system and cannot be changed.")
        )

    def _record(self, vals):
        """Write what the work has done."""
        # Nobody may write it; the caller has checked whose it is.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    # What became of the tasks

    def action_open_refused(self):
        """Open the tasks that were refused."""
        return self._open_tasks("refused", self.env._("Refused tasks"))

    def action_open_done(self):
        """Open the tasks on which the step was taken."""
        return self._open_tasks("done", self.env._("Tasks done"))

    def _open_tasks(self, state, name):
        self.ensure_one()
        self.check_access("read")
        lines = self.line_ids.filtered(lambda line: line.state == state)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_action_all"
        )
        action.update(name=name, display_name=name)  # the web client reads the second first
        domain = [("id", "in", lines.task_id.ids)]
        return dict(action, domain=domain, context={"directive_short_name": True})

    def action_open_lines(self):
        """Open the tasks with what became of each, a list that can be exported."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_bulk_line_action"
        )
        return dict(action, domain=[("bulk_id", "=", self.id)])
