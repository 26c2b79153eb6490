from datetime import datetime, time

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.workflow import DRAFT, WORKFLOW

STATES = [("loading", "Loading"), ("loaded", "Loaded"), ("undone", "Undone")]


class DirectiveHistoryLoad(models.Model):
    """One load of past tasks: who took over which files, and what became of them.

    It is written by the load alone and stays when the load is undone. Its files are attached.
    """

    _name = "directive.history.load"
    _description = "Load of Past Tasks"
    _inherit = ["directive.hold.mixin", "directive.kept.mixin"]
    _order = "id desc"

    name = fields.Char(string="Files", required=True, readonly=True)
    as_of = fields.Date(string="Up to date as of", readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Loaded by", required=True, readonly=True, ondelete="restrict"
    )
    date = fields.Datetime(string="Loaded at", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, default="loading", readonly=True)
    # It quotes tasks, which administrators do not read; so do the files.
    account = fields.Text(
        string="Account of the rows",
        readonly=True,
        groups="directive_tracking.group_directive_office",
    )
    file_ids = fields.One2many(
        "directive.history.file", "load_id", string="Files taken over", readonly=True,
        groups="directive_tracking.group_directive_office",
    )  # fmt: skip
    orders = fields.Json(readonly=True, help="The ids of the orders that came with this load.")
    row_ids = fields.One2many("directive.history.row", "load_id", string="Rows", readonly=True)
    transition_ids = fields.One2many("directive.transition", "history_load_id", readonly=True)
    created_count = fields.Integer(string="New tasks", readonly=True)
    updated_count = fields.Integer(string="Changed tasks", readonly=True)
    same_count = fields.Integer(string="Already known", readonly=True)
    undone_by_id = fields.Many2one(
        "res.users", string="Undone by", readonly=True, ondelete="restrict"
    )
    date_undone = fields.Datetime(string="Undone at", readonly=True)

    def _refuse(self):
        raise UserError(
            self.env._("Loads of past tasks are kept by the system and cannot be changed.")
        )

    def _tasks(self):
        """Return the tasks that began with these loads."""
        rows = self.env["directive.history.row"].search(
            [("load_id", "in", self.ids), ("began_here", "=", True)]
        )
        return rows.task_id

    @api.model
    def _orders_taken_over(self, since):
        """Return the ids of the orders that came with a load on the day ``since`` or later."""
        begun = self.env["directive.settings"]._to_utc(datetime.combine(since, time.min))
        # Whoever reads an order may know that it was taken over.
        loads = self.sudo().search([("date", ">=", begun)])
        return {order for load in loads for order in load.orders or ()}

    def action_open_tasks(self):
        """Open the tasks taken over by this load; who may not read tasks sees the load itself."""
        self.ensure_one()
        self.check_access("read")
        if not self.env["directive.task"].has_access("read"):
            return self.get_formview_action()
        rows = self.env["directive.history.row"].search([("load_id", "=", self.id)])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tasks taken over"),
            "res_model": "directive.task",
            "view_mode": "list,kanban,form,pivot",
            "views": [(False, "list"), (False, "kanban"), (False, "form"), (False, "pivot")],
            "domain": [("id", "in", rows.task_id.ids)],
        }

    def action_undo(self):
        """Remove the tasks of this load again, as long as nobody has taken a step on one of them.

        :raises UserError: when the load is not to be undone, with the reason
        """
        self.ensure_one()
        self._check_administrator()
        self._hold()
        self._check_undoable()
        # The role was checked above; nobody else may delete what was assigned.
        load = self.sudo().with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW)
        tasks = load._tasks()
        tasks._hold()
        self._check_untouched(tasks)
        directives = tasks.directive_id
        tasks._restore_history({"state": DRAFT})
        tasks.unlink()
        load._remove_orders(directives)
        load.write(
            {"state": "undone", "undone_by_id": self.env.uid, "date_undone": fields.Datetime.now()}
        )
        return True

    def _check_administrator(self):
        if not (self.env.su or self.env.user.has_group("directive_tracking.group_directive_admin")):
            raise UserError(self.env._("Only an administrator may undo a load of past tasks."))
        self.check_access("read")

    def _check_undoable(self):
        if self.state == "undone":
            raise UserError(self.env._("This load has already been undone."))
        if self.state == "loading":
            raise UserError(self.env._("This load is still running: wait until it has ended."))
        if self.updated_count:
            raise UserError(
                self.env._(
                    "This load also changed tasks of an earlier load and cannot be undone. "
                    "Correct the tasks concerned instead."
                )
            )

    def _check_untouched(self, tasks):
        """Raise if somebody has taken a step on one of these tasks since."""
        strange = [("task_id", "in", tasks.ids), ("history_load_id", "!=", self.id)]
        found = [
            self.env[model].sudo().search(domain, limit=1)  # any step counts, seen or not
            for model, domain in (
                ("directive.transition", strange),
                ("directive.task.progress", strange),
                ("directive.task.request", strange[:1]),
                ("directive.task", [("parent_id", "in", tasks.ids)]),
            )
        ]
        if step := next((one for one in found if one), None):
            task = step.parent_id if step._name == "directive.task" else step.task_id
            raise UserError(
                self.env._(
                    "Somebody has already worked on “%(task)s”: this load can no longer be "
                    "undone. Correct or revoke single tasks instead.",
                    task=task.name,
                )
            )

    def _remove_orders(self, directives):
        """Remove the orders that hold nothing now and came with this load."""
        own = set(self.orders or ())
        loaded = directives.filtered(lambda one: one.id in own and not one.task_ids)
        loaded._restore_history({"state": DRAFT})
        loaded.unlink()
