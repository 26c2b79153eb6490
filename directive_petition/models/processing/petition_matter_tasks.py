from odoo import api, fields, models


class PetitionMatter(models.Model):
    """The tasks that agencies were given because of a matter."""

    _inherit = "petition.matter"

    task_ids = fields.One2many("directive.task", "petition_matter_id", readonly=True)
    task_count = fields.Integer(string="Number of tasks", compute="_compute_task_count")

    @api.depends("task_ids")
    @api.depends_context("uid")
    def _compute_task_count(self):
        """Count those that the reader sees; staff of petitions may have no role in tasks."""
        has_role = self.env["directive.task"].has_access("read")
        for matter in self:
            matter.task_count = len(matter.task_ids) if has_role else 0

    def action_tasks(self):
        """Open the tasks given because of this matter."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tasks"),
            "res_model": "directive.task",
            "views": [(False, "list"), (False, "form")],
            "domain": [("petition_matter_id", "=", self.id)],
        }

    def action_give_task(self):
        """Open the form in which a task is given to an agency because of this matter."""
        return self._open_new("petition.task.giving", "new")
