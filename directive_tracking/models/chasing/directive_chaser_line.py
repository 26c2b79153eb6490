from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.workflow import OPEN_STATES, WORKFLOW

# What stands in the document, as of the day it was issued
SNAPSHOT = ("content", "document", "deadline", "days_late", "chase_number")


class DirectiveChaserLine(models.Model):
    """One task in a formal reminder, as it stood on the day of issue."""

    _name = "directive.chaser.line"
    _description = "Task in a Formal Reminder"
    _order = "chaser_id desc, deadline, id"
    _rec_name = "content"

    chaser_id = fields.Many2one(
        "directive.chaser", string="Formal reminder", required=True, index=True, ondelete="cascade"
    )
    task_id = fields.Many2one("directive.task", required=True, index=True, ondelete="restrict")
    content = fields.Char(readonly=True)
    document = fields.Char(string="Order document", readonly=True, help="Number of the document.")
    deadline = fields.Date(readonly=True)
    days_late = fields.Integer(string="Days late", readonly=True, aggregator=None)
    chase_number = fields.Integer(
        string="Times chased",
        readonly=True,
        aggregator=None,
        help="How many times the task has been chased, including this document.",
    )
    grade = fields.Selection(related="chaser_id.grade", related_sudo=False)
    number = fields.Char(related="chaser_id.number", related_sudo=False)
    date_issued = fields.Date(related="chaser_id.date_issued", related_sudo=False)
    state = fields.Selection(related="chaser_id.state", related_sudo=False)

    _once = models.Constraint(
        "UNIQUE (chaser_id, task_id)", "A task appears only once in a formal reminder."
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.update(dict.fromkeys(SNAPSHOT, False))
        lines = super().create(vals_list)
        # Who issues it at this moment must see the line; the check of the rights came before.
        lines.chaser_id.sudo()._hold_and_touch()
        lines.chaser_id._check_is_draft()
        lines._check_tasks()
        lines._take_snapshot()
        return lines

    def write(self, vals):
        """Lines are added and removed, not changed."""
        if self.env.context.get("directive_workflow") is not WORKFLOW:
            raise UserError(
                self.env._("A task in a formal reminder is not changed: remove it, or add another.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_of_drafts(self):
        self.chaser_id._check_is_draft()

    def _check_tasks(self):
        """Raise unless each task is open and led by the agency of the document."""
        self.task_id.check_access("read")
        for line in self:
            task, agency = line.task_id, line.chaser_id.agency_id
            if task.lead_agency_id != agency:
                raise UserError(
                    self.env._(
                        "%(agency)s does not lead “%(task)s”: a formal reminder holds the tasks of "
                        "one agency.",
                        agency=agency.name,
                        task=task.name,
                    )
                )
            if task.state not in OPEN_STATES:
                raise UserError(
                    self.env._(
                        "“%(task)s” is not open and cannot be chased.",
                        task=task.name,
                    )
                )

    def _take_snapshot(self):
        """Keep how the tasks stand now."""
        for line in self:
            task = line.task_id
            chased = task.sudo().chase_count  # which is not for every reader to see
            # Nobody may write lines of an issued document.
            line.sudo().with_context(directive_workflow=WORKFLOW).write(
                {
                    "content": task.name,
                    "document": task.number,
                    "deadline": task.date_deadline,
                    "days_late": task.days_overdue,
                    "chase_number": chased + 1,
                }
            )
