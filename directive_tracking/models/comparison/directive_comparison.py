from typing import NamedTuple

from odoo import api, models

from ...tools.comparison.answers import compare
from ...tools.comparison.rates import Group

DEPARTMENTS, COMMUNES = GROUPS = ("departments", "communes")
ON_TIME, LATE = "7", "8"  # the columns of the form: done with a deadline, on time and late


class Compared(NamedTuple):
    """One group of agencies: what is common to all, and by id of the agency standing and place."""

    of: Group
    standings: dict
    places: dict


class DirectiveComparison(models.AbstractModel):
    """Agencies compared by the tasks with a deadline that they completed on time in a period.

    Like is compared with like: communes with communes, all others with each other. The rules stand
    in `tools/comparison/rates.py`.
    """

    _name = "directive.comparison"
    _description = "Comparison of Agencies"

    @api.model
    def _compare(self, first, last, rows=None):
        """Return ``{group: Compared}`` for the period, of all agencies whoever asks.

        The caller decides what of it the user may see.

        :param rows: the form by agency over the period, if it has been read of all agencies
        """
        counts = self._counts(first, last, rows)
        return {
            group: Compared(*compare({key: counts[key] for key in keys}))
            for group, keys in self._grouped(counts).items()
        }

    @api.model
    def _counts(self, first, last, rows=None):
        """Return ``{id of the agency: (on time, with a deadline)}`` of what was completed."""
        if rows is None:
            # The mean of the group is the measure of each agency: all agencies count, and each with
            # a row in the form is shown.
            rows = self.env["directive.figures"].sudo()._form(first, last, by="agency")
        return {
            key: (row.get(ON_TIME, 0), row.get(ON_TIME, 0) + row.get(LATE, 0))
            for key, row in rows.items()
            if key
        }

    @api.model
    def _grouped(self, keys):
        """Return ``{group: ids of its agencies}``."""
        agencies = self.env["directive.agency"].sudo().browse(keys)  # the kind is no secret
        grouped = {group: [] for group in GROUPS}
        for agency in agencies:
            grouped[self._group_of(agency)].append(agency.id)
        return grouped

    @api.model
    def _group_of(self, agency):
        return COMMUNES if agency.kind == "commune" else DEPARTMENTS

    @api.model
    def _tasks(self, first, last, column, agency_id):
        """Return the ids of the tasks behind ``x`` or ``n`` of an agency."""
        Figures = self.env["directive.figures"]
        columns = (ON_TIME,) if column == "x" else (ON_TIME, LATE)
        tasks = [
            Figures._cell_tasks(one, first, last, by="agency", key=agency_id) for one in columns
        ]
        return self.env["directive.task"].union(*tasks).ids
