from datetime import date

from odoo import api, models

from ...tools.comparison.rates import ABOUT, ABOVE, BELOW, NOT_ENOUGH, rounded
from ...tools.home.choice import months_until
from ...tools.home.counted import CELL, Counted
from ...tools.home.page import ALARM, GOOD, QUIET, number, words
from .directive_home_figures import CLASSES, COLUMNS

MONTHS = 12  # of a trend
RANKS = (NOT_ENOUGH, ABOVE, ABOUT, BELOW)  # of the bands, what needs attention last
DIMENSIONS = {"agency": "lead_agency_id", "issuer": "issuer_id", "field": "field_id"}


class DirectiveHome(models.AbstractModel):
    """Official figures by agency, issuer, field and source, and month by month."""

    _inherit = "directive.home"

    # By agency, issuer, field or source

    @api.model
    def _section_rows(self, chosen):
        rows = self.env["directive.figures"]._form(*self._days(chosen), by=chosen.by)
        labels, columns = self._row_labels(chosen.by, rows), self._row_columns()
        dimensions, standings = self._dimension_labels(), {}
        if chosen.by == "agency":
            standings = self._standings(chosen, rows)
        heads = [{"name": name, "label": label} for name, (label, _tone) in columns.items()]
        heads.append({"name": "on_time", "label": self.env._("On time"), "fixed": not standings})
        if standings:
            heads.append({"name": "band", "label": self.env._("Compared with the others")})
        return {
            "kind": "table",
            "title": self.env._("Who and what"),
            "empty": self.env._("There were no tasks in this period."),
            "key_label": dimensions[chosen.by],
            "tabs": [{"name": name, "label": label} for name, label in dimensions.items()],
            "tab": chosen.by,
            "sorted": "band" if self._has_bands(standings) else "overdue",
            "columns": heads,
            "rows": [
                {"label": labels[key], "cells": self._row_cells(key, row, columns, standings)}
                for key, row in rows.items()
            ],
        }

    # Fair comparison: by number alone nobody is first or last

    @api.model
    def _standings(self, chosen, rows=None):
        """Return ``{agency id: standing among its like}`` in the chosen period.

        :param rows: the form by agency, of what the reader may know
        """
        if self.env["directive.figures"]._known_agencies() is not None:
            rows = None  # not of all agencies, which are the measure
        groups = self.env["directive.comparison"]._compare(*self._days(chosen), rows).values()
        return {key: one for group in groups for key, one in group.standings.items()}

    @api.model
    def _has_bands(self, standings):
        """Tell whether chance does not explain all: otherwise bands put nothing in order."""
        return any(one.band in (ABOVE, BELOW) for one in standings.values())

    @api.model
    def _band_labels(self):
        return {
            ABOVE: (self.env._("Clearly above"), GOOD),
            ABOUT: (self.env._("About the mean"), None),
            BELOW: (self.env._("Clearly below"), ALARM),
            NOT_ENOUGH: (self.env._("Not enough data"), QUIET),
        }

    @api.model
    def _band_cell(self, standing):
        """Return the band of an agency; sorted by, the lowest band is above."""
        label, tone = self._band_labels()[standing.band]
        cell = words(self.env._("Compared with the others"), label, tone=tone)
        return {**cell, "sort": RANKS.index(standing.band)}

    @api.model
    def _dimension_labels(self):
        return {
            "agency": self.env._("Agency"),
            "issuer": self.env._("Given by"),
            "field": self.env._("Field of work"),
            "source": self.env._("Source"),
        }

    @api.model
    def _row_columns(self):
        """Return ``{name: (label, tone)}`` of the columns that count tasks."""
        return {
            "overdue": (self.env._("Overdue"), ALARM),
            "open": (self.env._("Not finished"), None),
            "done": (self.env._("Done"), GOOD),
            "total": (self.env._("To be done"), None),
        }

    @api.model
    def _row_cells(self, key, row, columns, standings):
        """Return the numbers of a row, how many of how many were on time, and how that compares."""
        cells = [
            number(label, row[COLUMNS[name][0]], key, name, tone=tone)
            for name, (label, tone) in columns.items()
        ]
        standing = standings.get(key)
        if not standing:
            return [*cells, self._share_cell(row["7"], row["7"] + row["8"])]
        share = self._share_cell(int(standing.x), standing.n)
        return [*cells, {**share, "sort": rounded(standing.shrunk)}, self._band_cell(standing)]

    @api.model
    def _share_cell(self, part, whole):
        return words(self.env._("On time"), f"{part}/{whole}" if whole else "")

    @api.model
    def _row_labels(self, by, keys):
        unknown = {None: self.env._("Not stated")}
        if by == "source":
            source = self.env["directive.task"]._fields["source"]
            return unknown | dict(source._description_selection(self.env))
        return self._labels(DIMENSIONS[by], [key and int(key) for key in keys]) | unknown

    @api.model
    def _opened_rows(self, chosen, key, name):
        label = self._row_labels(chosen.by, [key])[key]
        title = f"{label}: {self._row_columns()[name][0]}"
        counted = self._cell(chosen, COLUMNS[name], by=chosen.by, key=key)
        return self._open_counted(title, counted)

    # Month by month

    @api.model
    def _section_trend(self, chosen):
        rows = self.env["directive.figures"]._ends(*self._trend_days(chosen), by="month")
        months = self._months(chosen)
        title = self.env._("Given month by month, and how it stands")
        columns = [column for of in CLASSES.values() for column in of]
        if not any(self._sum_of(rows.get(month, {}), columns) for month in months):
            none = self.env._("No task was given in these months.")
            return {"kind": "table", "title": title, "columns": [], "rows": [], "empty": none}
        return {
            "kind": "chart",
            "title": title,
            "note": self.env._("Months of Decree 09/2019, by the day of assignment"),
            "labels": [f"{month:%m/%Y}" for month in months],
            "rows": [
                {
                    "label": label,
                    "code": name,
                    "cells": [
                        number(
                            label,
                            self._sum_of(rows.get(month, {}), CLASSES[name]),
                            str(month),
                            name,
                        )
                        for month in months
                    ],
                }
                for name, label in self._class_labels().items()
            ],
        }

    @api.model
    def _months(self, chosen):
        """Return the report months of a trend with their first days."""
        return months_until(self._days(chosen)[1], MONTHS)

    @api.model
    def _trend_days(self, chosen):
        return next(iter(self._months(chosen).values())), self._days(chosen)[1]

    @api.model
    def _opened_trend(self, chosen, month, name):
        row = {"by": "month", "key": date.fromisoformat(month)}
        counted = Counted(CELL, CLASSES[name], *self._trend_days(chosen), **row)
        label = self._class_labels()[name]
        return self._open_counted(f"{row['key']:%m/%Y}: {label}", counted)
