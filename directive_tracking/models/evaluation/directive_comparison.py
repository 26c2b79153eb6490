from odoo import api, models


class DirectiveComparison(models.AbstractModel):
    """A closed period is compared by the figures of its closing."""

    _inherit = "directive.comparison"

    @api.model
    def _counts(self, first, last, rows=None):
        closed = self.env["directive.period"]._closed(first, last)
        if not closed:
            return super()._counts(first, last, rows)
        return {
            row.agency_id.id: (row.cells.get("7", 0), row.cells.get("7", 0) + row.cells.get("8", 0))
            for row in closed.row_ids
        }

    @api.model
    def _tasks(self, first, last, column, agency_id):
        closed = self.env["directive.period"]._closed(first, last)
        if not closed:
            return super()._tasks(first, last, column, agency_id)
        row = closed.row_ids.filtered(lambda row: row.agency_id.id == agency_id)
        return row._task_ids("7", *(("8",) if column == "n" else ()))

    @api.model
    def _source(self, first, last):
        closed = self.env["directive.period"]._closed(first, last)
        if not closed:
            return super()._source(first, last)
        return self.env._(
            "Figures of the closing on %(moment)s (version %(version)s); later changes do not move "
            "them.",
            moment=self.env["directive.settings"]._moment_in_words(closed.date),
            version=closed.version,
        )
