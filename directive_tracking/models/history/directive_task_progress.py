from odoo import fields, models

from ...tools.workflow import WORKFLOW


class DirectiveTaskProgress(models.Model):
    """Reports of past tasks: what they carry to the task is loaded with the task."""

    _inherit = "directive.task.progress"

    history_load_id = fields.Many2one(
        "directive.history.load",
        string="Taken over by",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
        help="The load of past tasks that wrote this report.",
    )

    def _complete_vals(self, vals):
        """No report of today says that a load wrote it: undoing the load would delete it."""
        super()._complete_vals(vals)
        if not self._in_workflow():
            vals["history_load_id"] = False

    def _carry_to_tasks(self):
        if self.env.context.get("directive_history") is not WORKFLOW:
            super()._carry_to_tasks()

    def _own_attachments(self):
        if self.env.context.get("directive_history") is not WORKFLOW:
            super()._own_attachments()
