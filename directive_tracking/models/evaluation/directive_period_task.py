from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.agency.fate import KEPT
from ...tools.evaluation.score import Line


class DirectivePeriodTask(models.Model):
    """In which columns of a closed period one task stood, at one agency.

    With these rows every number of the period opens its tasks, and later differences have causes.
    """

    _name = "directive.period.task"
    _description = "Task in a Closed Period"
    _inherit = ["directive.kept.mixin"]
    _order = "period_id desc, agency_id, task_id"
    _rec_name = "task_id"
    _log_access = False  # its period says who and when

    period_id = fields.Many2one(
        "directive.period", required=True, index=True, ondelete="cascade", readonly=True
    )
    agency_id = fields.Many2one(
        "directive.agency", required=True, ondelete="restrict", readonly=True
    )
    task_id = fields.Many2one(
        "directive.task", required=True, index=True, ondelete="restrict", readonly=True
    )
    columns = fields.Char(required=True, readonly=True, help="Between blanks, as in the form.")
    weight = fields.Float(readonly=True, aggregator=None)
    is_starred = fields.Boolean(string="Starred", readonly=True)

    _agency_idx = models.Index("(period_id, agency_id)")
    _once = models.Constraint(
        "UNIQUE (period_id, agency_id, task_id)", "A task has one row at each agency."
    )

    @api.model
    def _fill(self, period):
        """Write the rows of ``period`` from the trail, in one statement."""
        lines = self.env["directive.figures"]._lines_of_form(period.date_first, period.date_last)
        self.env.cr.execute(
            SQL(
                "INSERT INTO directive_period_task"
                " (period_id, task_id, agency_id, columns, weight, is_starred)"
                " SELECT %s, task_id, agency_id, columns, weight, is_starred FROM (%s) AS line",
                period.id,
                lines,
            )
        )
        self.invalidate_model()

    @api.model
    def _lines_by_agency(self, period, agency=None):
        """Return ``{agency id: [Line]}`` of a closed period, of one agency if said."""
        return self._read_lines(
            SQL(
                "SELECT * FROM directive_period_task WHERE period_id = %s AND %s",
                period.id,
                SQL("agency_id = %s", agency.id) if agency else SQL("TRUE"),
            )
        )

    @api.model
    def _lines_live(self, first, last):
        """Return the same of a period as it stands, not closed."""
        # The caller decides who may know the lines of all agencies.
        return self._read_lines(self.env["directive.figures"].sudo()._lines_of_form(first, last))

    @api.model
    def _read_lines(self, source):
        rows = self.env.execute_query(
            SQL(
                "SELECT agency_id, task_id, columns, weight, is_starred FROM (%s) AS line"
                " ORDER BY task_id",
                source,
            )
        )
        found = {}
        for agency, task, columns, weight, starred in rows:
            line = Line(task, tuple(columns.split()), weight, bool(starred))
            found.setdefault(agency, []).append(line)
        return found

    def _refuse(self):
        raise UserError(self.env._("The tasks of a closed period do not change."))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
