from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.workflow import WORKFLOW

STATES = [("opened", "Opened"), ("missed", "Missed"), ("skipped", "Paused at that time")]


class DirectiveTaskOccurrence(models.Model):
    """One time that periodic work was due: the task it became, or why there is none.

    The key makes a second one impossible, whoever opens it.
    """

    _name = "directive.task.occurrence"
    _description = "Occurrence of a Periodic Task"
    _inherit = ["directive.kept.mixin"]
    _order = "date desc"
    _rec_name = "date"

    series_id = fields.Many2one(
        "directive.task.series", required=True, index=True, ondelete="cascade", readonly=True
    )
    date = fields.Date(string="Due by the rhythm", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True)
    task_id = fields.Many2one(
        "directive.task", readonly=True, index="btree_not_null", ondelete="set null"
    )
    can_open = fields.Boolean(compute="_compute_can_open")

    _series_date_uniq = models.Constraint(
        "UNIQUE (series_id, date)", "This occurrence has been opened already."
    )

    @api.depends("state", "series_id.can_change")
    def _compute_can_open(self):
        for one in self:
            one.can_open = one.state != "opened" and one.series_id.can_change

    def _refuse(self):
        raise UserError(self.env._("The occurrences of a periodic task are kept by the system."))

    def action_open(self):
        """Open a task for each of these occurrences that were missed or skipped.

        :raises UserError: if the user is not of the Office, or one has its task already
        """
        self.check_access("read")
        self.series_id._check_change(None, needs_note=False)
        for one in self.sorted("date"):
            if one.state == "opened":
                raise UserError(self.env._("This occurrence has been opened already."))
            series = one.series_id.sudo()  # the Office was checked
            task = series._open_task(one.date)
            one.sudo().with_context(directive_workflow=WORKFLOW).write(
                {"state": "opened", "task_id": task.id}
            )
            series._log("open_missed", format_date(self.env, one.date))
        return True
