from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.bulk import STEPS, may_take

SHOWN = 8  # refusals named in the form


class DirectiveTaskBulkStart(models.TransientModel):
    """The form that takes one step on many tasks: it says beforehand on how many it is possible."""

    _name = "directive.task.bulk.start"
    _description = "Step on Many Tasks: Form"
    _inherit = [
        "directive.bulk.mixin",
        "directive.deadline.mixin",
        "directive.filled.mixin",
        "directive.hold.mixin",
    ]
    _questioned_days = ("deadline",)
    _document_day = "task_ids.directive_id.date_issued"
    _realism_paths = ("task_ids", "step", "agency_id")

    step = fields.Selection(selection="_select_steps", required=False)  # opened without
    task_ids = fields.Many2many("directive.task", required=True)
    task_count = fields.Integer(string="Selected", compute="_compute_possible")
    possible_count = fields.Integer(string="Possible", compute="_compute_possible")
    refused_count = fields.Integer(string="Not possible", compute="_compute_possible")
    refusals = fields.Text(string="Why not", compute="_compute_possible")
    needs_note = fields.Boolean(compute="_compute_needs_note")
    bulk_id = fields.Many2one("directive.task.bulk", readonly=True)

    @api.model
    def _select_steps(self):
        """Return the steps this user may take."""
        Task, field = self.env["directive.task"], self.env["directive.bulk.mixin"]._fields["step"]
        office, leader = self.env.su or Task._is_office(), Task._is_leader()
        labels = field._description_selection(self.env)
        return [pair for pair in labels if may_take(pair[0], office, leader)]

    def _receivers(self):
        """Return who gets more time, or the tasks; the other steps set no deadline."""
        tasks = self.task_ids._origin
        if self.step == "extend":
            return [(task.lead_agency_id, task, task.name) for task in tasks]
        return [(self.agency_id, task, task.name) for task in tasks if self.step == "transfer"]

    def _doubts_about_deadlines(self):
        tasks = self.task_ids._origin
        extended = tasks if self.step == "extend" else tasks.browse()
        return super()._doubts_about_deadlines() + extended._first_deadlines_in_words()

    @api.depends("step")
    def _compute_needs_note(self):
        for start in self:
            start.needs_note = start._needs("note")

    @api.depends("task_ids", "step", "deadline", "agency_id", "note", "grade")
    def _compute_possible(self):
        for start in self:
            tasks = start.task_ids._origin
            chosen = start.step in STEPS
            refused = start._refusals(tasks) if chosen else {}
            start.task_count = len(tasks)
            start.refused_count = len(refused)
            start.possible_count = len(tasks) - len(refused) if chosen else 0
            start.refusals = start._refusals_in_words(refused)

    def _refusals_in_words(self, refused):
        """Return the commonest sentences, each with the number of tasks where several have the same."""
        lines = [
            self._counted(why, count) for why, count in Counter(refused.values()).most_common()
        ]
        if len(lines) > SHOWN:
            more = self.env._("… and %(count)s more", count=len(lines) - SHOWN)
            lines = [*lines[:SHOWN], more]
        return "\n".join(lines)

    def _counted(self, why, count):
        return why if count == 1 else f"{why} ({self.env._('%(count)s tasks', count=count)})"

    @api.model_create_multi
    def create(self, vals_list):
        starts = super().create(vals_list)
        for start in starts:
            start.task_ids._check_few_enough()
        return starts

    def write(self, vals):
        result = super().write(vals)
        if "task_ids" in vals:
            self.task_ids._check_few_enough()
        return result

    def action_start(self):
        """Take the step, and show what became of each task.

        All or nothing is one transaction. Otherwise the first tasks are done at once, and the
        scheduled action goes on with the rest.

        :raises UserError: if something is missing, or all or nothing is wanted and one is refused
        """
        self.ensure_one()
        self._hold_and_touch()  # pressed twice: the second finds what the first has begun
        if not self.bulk_id:
            self._check_start()
            self._filling().bulk_id = self._begin()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_bulk_action"
        )
        return dict(action, res_id=self.bulk_id.id, views=[(False, "form")])

    def _check_start(self):
        self.task_ids._check_few_enough()
        self.task_ids.check_access("read")
        if self.step not in STEPS:  # the list depends on the user: Odoo does not check it
            raise UserError(self.env._("Choose what is to be done with the tasks."))
        self._check_entered()
        refused = self._refusals(self.task_ids)
        if refused and (self.mode == "together" or len(refused) == len(self.task_ids)):
            raise UserError(
                self.env._(
                    "Nothing has been done: %(count)s of the tasks are refused.\n%(why)s",
                    count=len(refused),
                    why=self._refusals_in_words(refused),
                )
            )

    def _begin(self):
        bulk = self.env["directive.task.bulk"]._begin(self, self.task_ids)
        if self.mode == "together":
            bulk._work_together()
        else:
            bulk._work_slice()
            bulk._go_on_later()
        return bulk.with_env(self.env)
