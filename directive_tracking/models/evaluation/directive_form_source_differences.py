from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.forms.model import COUNT, TEXT, Measure

_lt = LazyTranslate(__name__)
MEASURES = {
    "column": Measure(_lt("Column of form 01-NV"), TEXT),
    "then": Measure(_lt("When closed"), COUNT, adds=False),
    "now": Measure(_lt("Today"), COUNT, adds=False),
    "change": Measure(_lt("Change"), COUNT, adds=False),
    "tasks": Measure(_lt("Tasks that cause it"), COUNT, adds=False, opens=True),
}


class DirectiveFormSourceDifferences(models.AbstractModel):
    """What a closed period would say today, cell by cell where it differs, with the tasks."""

    _name = "directive.form.source.differences"
    _description = "Differences to a Closed Period"
    _inherit = "directive.form.source"

    _label = _lt("Differences to a closed period")
    _groupings = ("cell",)

    @api.model
    def _measures(self):
        return MEASURES

    @api.model
    def _found(self, ask):
        """Return the differences of the agencies asked for; the key of a row names its cell."""
        closed = self.env["directive.period"]._closed(ask.first, ask.last)
        wanted = dict(ask.scope).get("agency_ids")
        return {
            f"{agency}/{column}": (agency, column, then, now, tasks)
            for agency, column, then, now, tasks in (closed._differences() if closed else ())
            if wanted is None or agency in wanted
        }

    @api.model
    def _rows(self, ask):
        Agency, names = self.env["directive.agency"], {}
        for key, (agency, column, then, now, tasks) in self._found(ask).items():
            if agency not in names:
                names[agency] = self.env["directive.comparison"]._name_of(
                    Agency.browse(agency), ask.last
                )
            yield (
                key,
                names[agency],
                {
                    "column": self._column_in_words(column),
                    "then": then,
                    "now": now,
                    "change": now - then,
                    "tasks": len(tasks),
                },
            )

    @api.model
    def _column_in_words(self, column):
        """Return a column of form 01-NV by its number, if one is printed, and its heading."""
        measure = self.env["directive.form.source.figures"]._measures().get(column)
        if not measure:
            return column
        heading = self.env._(measure.label)
        return heading if column[:1].islower() else f"{column}. {heading}"

    @api.model
    def _tasks(self, ask, measure, key):
        found = self._found(ask)
        cells = found.values() if key is None else [found[key]] if key in found else []
        ids = {task for *_cell, tasks in cells for task in tasks}
        return self.env["directive.task"].browse(sorted(ids))
