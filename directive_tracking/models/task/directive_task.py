from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.workflow import OPEN_STATES, STATES, WORKFLOW

OPEN_SQL = "state IN ({})".format(", ".join(f"'{state}'" for state in OPEN_STATES))


class DirectiveTask(models.Model):
    """One task of a directive: content, agencies and deadline.

    This file contains the core of a task; deadline, figures, visibility and workflow are in the
    neighbouring files.
    """

    _name = "directive.task"
    _description = "Directive Task"
    _inherit = ["directive.subject.mixin", "directive.thread.mixin", "directive.correction.mixin"]
    _order = "date_deadline, id"
    _rec_names_search = ["name", "number"]
    _parent_name = "parent_id"

    # The order
    directive_id = fields.Many2one(
        "directive.directive", required=True, index=True, ondelete="cascade"
    )
    point = fields.Char(help="Position of the task in the document.")
    name = fields.Char(string="Content", required=True, index="trigram", tracking=True)
    product = fields.Char(string="Expected product")
    remark = fields.Text(string="Remarks", help="Other remarks in the document.")
    group_title = fields.Char(string="Heading", help="The heading it belongs to.")
    number = fields.Char(related="directive_id.number", store=True)
    issuer_id = fields.Many2one(related="directive_id.issuer_id", store=True)
    field_id = fields.Many2one(related="directive_id.field_id", store=True)
    source = fields.Selection(related="directive_id.source", store=True)
    urgency = fields.Selection(related="directive_id.urgency", store=True)

    # Who
    lead_agency_id = fields.Many2one(
        "directive.agency", string="Lead agency", index=True, tracking=True, ondelete="restrict"
    )
    coordinating_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_task_coordinating_agency_rel",
        "task_id",
        "agency_id",
        string="Coordinating agencies",
        context={"active_test": False},  # who helped with past work may have ended since
        tracking=True,
    )
    parent_id = fields.Many2one(
        "directive.task",
        string="Delegated from",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    child_ids = fields.One2many("directive.task", "parent_id", string="Delegated tasks")
    officer_ids = fields.Many2many(
        "res.users",
        "directive_task_officer_rel",
        "task_id",
        "user_id",
        string="Officers",
        help="The people in the agency who work on it.",
    )
    monitor_id = fields.Many2one(
        "res.users",
        string="Office specialist",
        index="btree_not_null",
        store=True,
        compute="_compute_monitor_id",
        readonly=False,
        precompute=True,
    )

    # Progress
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False, index=True
    )
    progress = fields.Integer(readonly=True, copy=False, aggregator="avg", help="In percent.")
    is_starred = fields.Boolean(string="Starred", tracking=True, copy=False)
    needs_report = fields.Boolean(default=True, help="A result must be reported.")
    date_assigned = fields.Date(string="Assigned on", readonly=True, copy=False)
    date_given = fields.Date(
        string="With its agency since",
        readonly=True,
        copy=False,
        help="The day on which the present lead agency got it.",
    )
    date_received = fields.Date(string="Received on", readonly=True, copy=False)
    date_reported = fields.Date(
        string="Completion reported on",
        readonly=True,
        copy=False,
        help="The day of the completion report now awaiting acceptance or accepted.",
    )
    date_done = fields.Date(string="Accepted on", readonly=True, copy=False)
    date_suspended = fields.Date(string="Suspended on", readonly=True, copy=False)
    date_last_news = fields.Date(string="Last news", readonly=True, copy=False)
    rework_count = fields.Integer(string="Times returned", readonly=True, copy=False)
    extension_count = fields.Integer(string="Times extended", readonly=True, copy=False)

    # Its papers
    progress_ids = fields.One2many("directive.task.progress", "task_id", string="Reports")
    transition_ids = fields.One2many("directive.transition", "task_id", string="Audit trail")

    _open_deadline_idx = models.Index(f"(date_deadline, id) WHERE {OPEN_SQL}")
    _open_lead_idx = models.Index(f"(lead_agency_id, date_deadline, id) WHERE {OPEN_SQL}")
    _open_monitor_idx = models.Index(f"(monitor_id, date_deadline, id) WHERE {OPEN_SQL}")
    _deadline_idx = models.Index("(date_deadline, id)")
    _progress_percent = models.Constraint(
        "CHECK (progress BETWEEN 0 AND 100)", "Progress is a percentage between 0 and 100."
    )

    @api.depends("lead_agency_id", "directive_id")
    def _compute_monitor_id(self):
        for task in self:
            task.monitor_id = (
                task.monitor_id or task.lead_agency_id.monitor_id or task.directive_id.monitor_id
            )

    @api.constrains("lead_agency_id", "coordinating_agency_ids")
    def _check_agencies(self):
        for task in self:
            if task.lead_agency_id in task.coordinating_agency_ids:
                raise ValidationError(
                    self.env._(
                        "%(agency)s leads “%(task)s” and cannot coordinate it as well: "
                        "remove it from the coordinating agencies.",
                        agency=task.lead_agency_id.name,
                        task=task.name,
                    )
                )

    @api.constrains("lead_agency_id")
    def _check_lead(self):
        for task in self.filtered(lambda task: task.state != "draft" and not task.lead_agency_id):
            raise ValidationError(
                self.env._(
                    "“%(task)s” is assigned and needs a lead agency: choose the one that takes "
                    "over.",
                    task=task.name,
                )
            )

    @api.constrains("parent_id")
    def _check_parent(self):
        # Most tasks are delegated from none: they cost no query.
        if self.parent_id and self._has_cycle():
            raise ValidationError(self.env._("A task cannot be delegated from itself."))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._begin_as_draft(vals)
        # Agencies decide the visibility of a task, not followers.
        quiet = self.with_context(mail_create_nosubscribe=WORKFLOW, mail_create_nolog=WORKFLOW)
        tasks = super(DirectiveTask, quiet).create(vals_list).with_env(self.env)
        # A directive renumbered at this moment would leave its old number in them.
        tasks.directive_id._hold_and_touch()
        tasks.directive_id._check_takes_tasks()
        return tasks

    def write(self, vals):
        before, turned = self._agencies_before(vals), self._turned_by(vals)
        result = super().write(vals)
        turned.modified(["lead_agency_id"])  # visibility depends on the draft state
        turned._recompute_recordset(["visible_agency_keys"])  # now: one UPDATE for it and the state
        self._agencies_changed(before)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        for task in self:
            if task.state != "draft":
                raise UserError(
                    self.env._(
                        "“%(task)s” has been assigned and cannot be deleted: revoke it instead.",
                        task=task.name,
                    )
                )

    def action_toggle_star(self):
        """Star these tasks for the leadership's attention, or remove the star."""
        self._check_can_be_starred()
        self.check_access("read")
        # Leaders may star but change nothing else; a star is not part of the order.
        for task in self.sudo().with_context(directive_workflow=WORKFLOW):
            task.is_starred = not task.is_starred
        return True

    def _check_can_be_starred(self):
        """Raise unless the user may star tasks."""
        if not (self.env.su or self._is_office() or self._is_leader()):
            raise UserError(self.env._("Only leaders and Office specialists can star tasks."))
