from datetime import datetime

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ...tools.comparison.rates import ABOUT, ABOVE, BELOW, NOT_ENOUGH
from ...tools.forms.model import COUNT, TEXT, WEIGHT, Measure
from ..directive.directive_directive import SOURCES

_lt = LazyTranslate(__name__)


def _tasks(label, **values):
    return Measure(label, COUNT, opens=True, **values)


MEASURES = {
    "1": _tasks(_lt("To be carried out")),
    "2": _tasks(_lt("Brought forward")),
    "3": _tasks(_lt("Given in the period")),
    "T": _tasks(_lt("Other increase")),
    "T1": _tasks(_lt("Reopened")),
    "T2": _tasks(_lt("Transferred from others")),
    "T3": _tasks(_lt("Received by reorganisation")),
    "G": _tasks(_lt("Other decrease")),
    "G1": _tasks(_lt("Revoked")),
    "G2": _tasks(_lt("Closed without result")),
    "G3": _tasks(_lt("Transferred to others")),
    "G4": _tasks(_lt("Given away by reorganisation")),
    "4": _tasks(_lt("With a deadline")),
    "5": _tasks(_lt("Without a deadline")),
    "6": _tasks(_lt("Done")),
    "7": _tasks(_lt("Done on time")),
    "8": _tasks(_lt("Done late")),
    "8x": _tasks(_lt("Done late, objective cause confirmed")),
    "9": _tasks(_lt("Done, without a deadline")),
    "10": _tasks(_lt("Not done")),
    "11": _tasks(_lt("Not done, in term")),
    "11a": _tasks(_lt("Due soon")),
    "12": _tasks(_lt("Not done, overdue")),
    "12a": _tasks(_lt("Overdue more than 30 days")),
    "12r": _tasks(_lt("Overdue, but reported in time")),
    "12x": _tasks(_lt("Overdue, objective cause confirmed")),
    "13": _tasks(_lt("Not done, without a deadline")),
    "13a": _tasks(_lt("Without a deadline, silent for 3 months")),
    "10s": _tasks(_lt("Suspended")),
    "14": _tasks(_lt("Awaiting acceptance")),
    "15": _tasks(_lt("Times returned")),
    "16a": _tasks(_lt("Tasks extended")),
    "16b": _tasks(_lt("Times extended")),
    "fresh": _tasks(_lt("Not done, with news in 30 days")),
    "21": Measure(_lt("Band of the comparison"), TEXT, only=("agency",)),
    "w1": Measure(_lt("Weight of column 1"), WEIGHT),
    "w3": Measure(_lt("Weight of column 3"), WEIGHT),
    "w6": Measure(_lt("Weight of column 6"), WEIGHT),
    "w7": Measure(_lt("Weight of column 7"), WEIGHT),
    "w8": Measure(_lt("Weight of column 8"), WEIGHT),
    "w8x": Measure(_lt("Weight of column 8x"), WEIGHT),
    "w9": Measure(_lt("Weight of column 9"), WEIGHT),
}
BANDS = {
    ABOVE: _lt("Clearly above"),
    ABOUT: _lt("About the mean"),
    BELOW: _lt("Clearly below"),
    NOT_ENOUGH: _lt("Not enough data"),
}
# Rows by these are records.
MODELS = {"agency": "directive.agency", "issuer": "directive.issuer", "field": "directive.field"}


class DirectiveFormSourceFigures(models.AbstractModel):
    """The figures of a period, one row for each agency, issuer, field, source or month."""

    _name = "directive.form.source.figures"
    _description = "Figures of Tasks"
    _inherit = "directive.form.source"

    _label = _lt("Figures of tasks")
    _groupings = ("agency", "issuer", "field", "source", "month")

    @api.model
    def _measures(self):
        return MEASURES

    @api.model
    def _rows(self, ask):
        figures = self.env["directive.figures"]
        found = figures._form(
            ask.first, ask.last, by=ask.by, starred=ask.starred, **dict(ask.scope)
        )
        bands = self._bands(ask)
        for key, name in self._named(ask, found):
            yield self._as_key(key), name, {**found[key], "21": bands.get(key)}

    @api.model
    def _tasks(self, ask, measure, key):
        row, scope = {"total_of": ask.by}, dict(ask.scope)
        if key is not None:
            row = {"by": ask.by, "key": self._from_key(ask, key)}
            # The row narrows down what was asked for; it opens no others.
            if row["key"] not in scope.pop(ask.by, [row["key"]]):
                return self.env["directive.task"]
        figures = self.env["directive.figures"]
        return figures._cell_tasks(
            measure, ask.first, ask.last, starred=ask.starred, **row, **scope
        )

    @api.model
    def _bands(self, ask):
        """Return ``{agency id: its band}`` of the period, where a column asks for it.

        A band is about all tasks of an agency: a form of some of them says none.
        """
        is_of_some = ask.starred or {"issuer", "field"} & dict(ask.scope).keys()
        if ask.by != "agency" or is_of_some or "21" not in ask.measures:
            return {}
        groups = self.env["directive.comparison"]._compare(ask.first, ask.last).values()
        return {
            agency: self.env._(BANDS[standing.band])
            for group in groups
            for agency, standing in group.standings.items()
        }

    # Keys of rows; JSON carries no days

    @api.model
    def _as_key(self, key):
        return key.isoformat() if hasattr(key, "isoformat") else key or False

    @api.model
    def _from_key(self, ask, key):
        if ask.by == "month" and isinstance(key, str):
            return fields.Date.to_date(key)
        return key or None

    @api.model
    def _named(self, ask, found):
        """Return ``[(key, name)]`` in the order of the form; what has no issuer … comes last."""
        if ask.by in MODELS:
            return [*self._records(ask, found), *self._without(found)]
        if ask.by == "source":
            labels = dict(
                self.env["directive.directive"]._fields["source"]._description_selection(self.env)
            )
            order = [code for code, _label in SOURCES if code in found]
            return [*((code, labels[code]) for code in order), *self._without(found)]
        months = sorted(key for key in found if key)
        return [*((key, f"{key:%m/%Y}") for key in months), *self._without(found)]

    @api.model
    def _records(self, ask, found):
        """Return ``[(id, name)]``: agencies under the name they had on the last day."""
        # Names of ended agencies too; which rows there are was decided before.
        Model = self.env[MODELS[ask.by]].sudo().with_context(active_test=False)
        records = Model.search([("id", "in", [key for key in found if key])])
        if ask.by != "agency":
            return [(one.id, one.display_name) for one in records]
        evening = datetime(ask.last.year, ask.last.month, ask.last.day, 12)
        return [(one.id, one._name_on(evening)) for one in records]

    @api.model
    def _without(self, found):
        return [(key, self.env._("(not stated)")) for key in found if not key]
