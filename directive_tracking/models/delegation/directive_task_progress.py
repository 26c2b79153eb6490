from odoo import fields, models


class DirectiveTaskProgress(models.Model):
    """A completion report says why the whole is complete although required parts are open."""

    _inherit = "directive.task.progress"

    open_parts_reason = fields.Text(
        string="Reason for open parts",
        help="Why the task is complete although required parts of it are still open.",
    )

    def _check_result(self):
        super()._check_result()
        if self.kind == "completion":
            self.task_id._check_parts_ended(self._reason_for_open_parts())

    def _reason_for_open_parts(self):
        """Return the reason in the newest of these reports that has one, or False."""
        reasons = (one.open_parts_reason for one in self.sorted("id", reverse=True))
        return next((reason for reason in reasons if (reason or "").strip()), False)
