from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.agency.fate import KEPT
from ...tools.evaluation.snapshot import parts_of


class DirectivePeriodRow(models.Model):
    """All cells of form 01-NV of one agency in a closed period, for all tasks and for starred ones."""

    _name = "directive.period.row"
    _description = "Row of a Closed Period"
    _inherit = ["directive.kept.mixin"]
    _order = "period_id desc, agency_name, id"
    _rec_name = "agency_name"

    period_id = fields.Many2one(
        "directive.period", required=True, index=True, ondelete="cascade", readonly=True
    )
    agency_id = fields.Many2one(
        "directive.agency", required=True, index=True, ondelete="restrict", readonly=True
    )
    agency_name = fields.Char(string="Agency on record", required=True, readonly=True)
    cells = fields.Json(readonly=True, help="Each column of the form with its value.")
    starred_cells = fields.Json(readonly=True, help="The same for starred tasks.")

    # What people look at first
    total = fields.Integer(string="To be done (1)", compute="_compute_columns")
    done = fields.Integer(string="Completed (6)", compute="_compute_columns")
    on_time = fields.Integer(string="On time (7)", compute="_compute_columns")
    late = fields.Integer(string="Late (8)", compute="_compute_columns")
    still_open = fields.Integer(string="Open (10)", compute="_compute_columns")
    overdue = fields.Integer(string="Overdue (12)", compute="_compute_columns")

    _once = models.Constraint("UNIQUE (period_id, agency_id)", "An agency has one row.")

    @api.depends("cells")
    def _compute_columns(self):
        columns = {
            "total": "1", "done": "6", "on_time": "7", "late": "8", "still_open": "10", "overdue": "12",
        }  # fmt: skip
        for row in self:
            for name, column in columns.items():
                row[name] = (row.cells or {}).get(column, 0)

    def _refuse(self):
        raise UserError(self.env._("The figures of a closed period do not change."))

    def _task_ids(self, *columns, starred=False):
        """Return the ids of the tasks behind these columns of the rows."""
        parts = {part for column in columns for part in parts_of(column)}
        domain = [("period_id", "in", self.period_id.ids), ("agency_id", "in", self.agency_id.ids)]
        domain += [("is_starred", "=", True)] if starred else []
        rows = self.env["directive.period.task"].sudo().search(domain)  # the caller may see the row
        return {row.task_id.id for row in rows if not parts.isdisjoint(row.columns.split())}

    def action_open_tasks(self):
        """Open the tasks behind the column named by ``directive_column`` in the context."""
        self.ensure_one()
        self.check_access("read")
        column = str(self.env.context.get("directive_column", "1"))
        words = self.env["directive.form.source.differences"]._column_in_words(column)
        return self.env["directive.task"]._opened(
            self._task_ids(column),
            self.env._("%(agency)s: %(column)s", agency=self.agency_name, column=words),
        )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
