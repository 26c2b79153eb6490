from odoo import api, fields, models

from ...tools.agency.fate import KEPT


class DirectivePeriodDifference(models.TransientModel):
    """Form 10-NV on the screen: what a closed period would say today, and the tasks that cause it."""

    _name = "directive.period.difference"
    _description = "Difference to a Closed Period"
    _inherit = ["directive.filled.mixin"]
    _order = "agency_name, id"

    period_id = fields.Many2one(
        "directive.period", required=True, readonly=True, ondelete="cascade"
    )
    agency_id = fields.Many2one("directive.agency", readonly=True, ondelete="cascade")
    agency_name = fields.Char(string="Agency on record", readonly=True)
    column = fields.Char(string="Column of form 01-NV", readonly=True)
    then = fields.Float(string="When closed", digits=(12, 0), readonly=True, aggregator=None)
    now = fields.Float(string="Today", digits=(12, 0), readonly=True, aggregator=None)
    task_ids = fields.Many2many(
        "directive.task", "directive_period_difference_task_rel", string="Tasks", readonly=True
    )
    task_count = fields.Integer(string="Number of tasks", compute="_compute_task_count")

    @api.depends("task_ids")
    def _compute_task_count(self):
        for line in self:
            line.task_count = len(line.task_ids)

    @api.model
    def _of(self, period):
        """Return the differences of ``period``, worked out now; the caller has checked the user."""
        names = {row.agency_id.id: row.agency_name for row in period.row_ids}
        Comparison = self.env["directive.comparison"]
        in_words = self.env["directive.form.source.differences"]._column_in_words
        Agency = self.env["directive.agency"]
        # The system fills in what its reader asked for.
        return (
            self.sudo()
            ._filling()
            .create(
                [
                    {
                        "period_id": period.id,
                        "agency_id": agency,
                        "agency_name": names.get(agency)
                        or Comparison._name_of(Agency.browse(agency), period.date_last),
                        "column": in_words(column),
                        "then": then,
                        "now": now,
                        "task_ids": [(6, 0, tasks)],
                    }
                    for agency, column, then, now, tasks in period._differences()
                ]
            )
        )

    def action_open_tasks(self):
        """Open the tasks that cause the difference."""
        self.ensure_one()
        self.check_access("read")
        return self.env["directive.task"]._opened(
            self.task_ids.ids,
            self.env._("%(agency)s: %(column)s", agency=self.agency_name, column=self.column),
        )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
