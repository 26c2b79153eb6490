import json
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.periods import months_before, period_bounds
from .directive_figures_open import LIMITS
from .finished_sql import ROWS

# How many ended periods are remembered, of each kind; and the twelve months up to the end of some.
REMEMBERED = {"month": 36, "quarter": 12, "half_year": 3, "nine_months": 3, "year": 3}
TRENDS = 12
RECENT = timedelta(days=7)  # since then so little has changed that it is quickly counted
SETTLED = timedelta(days=3)  # a day is over for every clock and every transaction
SETTINGS = (*LIMITS, "completion_day", "timezone")


class DirectiveFiguresPast(models.Model):
    """The figures of past periods, for each row of each table, as the trail told them.

    Of periods that go on those of their first days, for what the steps of these add.

    They are right as long as nothing touches the past (`directive.figures.touch`): a reader who sees
    another touch than whoever counted takes none of them, and counts. The scheduled action counts
    them anew.
    """

    _name = "directive.figures.past"
    _description = "Figures of Past Periods"
    _log_access = False

    basis = fields.Char(required=True, help="The days and the settings by which they were counted.")
    version = fields.Char(
        string="Changes seen",
        help="The number of changes and the newest one; only in the row of the basis.",
    )
    dimension = fields.Selection(
        [(name, name) for name in ROWS], help="Empty in the row that says that a basis is there."
    )
    key = fields.Char()
    starred = fields.Boolean(string="Only starred tasks")
    columns = fields.Json()
    counters = fields.Json()

    _place_idx = models.Index("(basis, dimension, starred, key)")
    _basis_uniq = models.UniqueIndex("(basis) WHERE dimension IS NULL")

    def init(self):
        """Forget what another version of the rules has counted."""
        self.env.cr.execute("DELETE FROM directive_figures_past")

    @api.model
    def _basis(self, first, last):
        """Return in words what the figures of a period depend on besides the trail."""
        settings = self.env["directive.settings"]
        days = (first.isoformat(), last.isoformat())
        return "/".join([*days, *(str(settings._get(name)) for name in SETTINGS)])

    @api.model
    def _periods(self):
        """Return the first and last days of the periods to be remembered, the latest first."""
        wanted = {}
        for kind, count in REMEMBERED.items():
            first = self._end() + timedelta(days=1)
            for _period in range(count):
                first, last = period_bounds(kind, first - timedelta(days=1))
                wanted[first, last] = True
                if kind == "month" and _period < TRENDS:
                    wanted[months_before(first, 11), last] = True
        wanted |= dict.fromkeys(self._begun())
        over = [days for days in wanted if days[1] <= self._end()]
        return sorted(over, key=lambda days: (days[1], days[0]), reverse=True)

    @api.model
    def _begun(self):
        """Return the days so far of periods that go on, and those until the day before.

        Without the latter there would be nothing to begin with while the former are counted.
        """
        return [
            (first, end)
            for end in (self._end(), self._end() - timedelta(days=1))
            for first, last in (period_bounds(kind, end) for kind in REMEMBERED if kind != "month")
            if end < last
        ]

    @api.model
    def _latest_end(self, first, last):
        """Return the last day before ``last`` up to which the days from ``first`` are remembered."""
        settings = self._basis(first, last).split("/", 2)[2]
        [(end,)] = self.env.execute_query(
            SQL(
                "SELECT max(split_part(basis, '/', 2)::date) FROM directive_figures_past"
                " WHERE dimension IS NULL AND basis LIKE %s || '/%%'"
                " AND basis = concat_ws('/', %s, split_part(basis, '/', 2), %s)"
                " AND split_part(basis, '/', 2)::date BETWEEN %s AND %s",
                first.isoformat(),
                first.isoformat(),
                settings,
                last - RECENT,
                last - timedelta(days=1),
            )
        )
        return end

    @api.model
    def _end(self):
        """Return the last day of which figures may be remembered, by the clocks of both servers."""
        settings = self.env["directive.settings"]
        [[here]] = self.env.execute_query(
            SQL("SELECT (now() AT TIME ZONE %s)::date", settings._get("timezone"))
        )
        return min(settings._today(), here) - SETTLED

    @api.model
    def _cron_remember(self):
        """Forget what is not right any more, and count what is not remembered."""
        Cron = self.env["ir.cron"].sudo()  # the progress of the scheduled action
        self._forget_outdated()
        missing = self._missing()
        for place, (first, last) in enumerate(missing):
            if Cron._commit_progress(bool(place), remaining=len(missing) - place) <= 0:
                return
            self._remember(first, last)
        Cron._commit_progress(bool(missing), remaining=0)

    @api.model
    def _missing(self):
        rows = self.env.execute_query(
            SQL("SELECT basis FROM directive_figures_past WHERE dimension IS NULL")
        )
        kept = {basis for (basis,) in rows}
        return [days for days in self._periods() if self._basis(*days) not in kept]

    @api.model
    def _forget_outdated(self):
        """Forget the periods that were touched since; of those left no touch has to be known."""
        version = self.env["directive.figures.touch"]._version(
            SQL("split_part(basis, '/', 2)::date")
        )
        self.env.cr.execute(
            SQL(
                "DELETE FROM directive_figures_past WHERE basis IN"
                " (SELECT basis FROM directive_figures_past"
                " WHERE dimension IS NULL AND version <> %s OR NOT basis = ANY(%s))",
                version,
                [self._basis(*days) for days in self._periods()],
            )
        )
        self.env.cr.execute("DELETE FROM directive_figures_touch")
        if self.env.cr.rowcount:
            self.env.cr.execute(
                "UPDATE directive_figures_past SET version = '0/0' WHERE dimension IS NULL"
            )

    @api.model
    def _remember(self, first, last):
        """Count the figures of a period in this snapshot, and keep them."""
        basis = self._basis(first, last)
        version = self.env["directive.figures.touch"]._version(last)
        self.env.cr.execute(
            SQL(
                "INSERT INTO directive_figures_past (basis, version) VALUES (%s, %s)",
                basis,
                version,
            )
        )
        for starred in (False, True):
            # All agencies are counted, whoever asks.
            found = self.env["directive.figures"].sudo()._count_past(first, last, starred)
            self._keep(basis, starred, found)

    @api.model
    def _keep(self, basis, starred, found):
        """Insert ``{(dimension, key): (columns, counters)}``."""
        dimensions, keys = zip(*found, strict=True) if found else ((), ())
        columns, counters = zip(*found.values(), strict=True) if found else ((), ())
        self.env.cr.execute(
            SQL(
                "INSERT INTO directive_figures_past (basis, starred, dimension, key, columns, counters)"
                " SELECT %s, %s, dimension, key, columns::jsonb, counters::jsonb"
                " FROM unnest(%s::varchar[], %s::varchar[], %s::text[], %s::text[])"
                " AS row (dimension, key, columns, counters)",
                basis,
                starred,
                list(dimensions),
                [None if key is None else str(key) for key in keys],
                list(map(json.dumps, columns)),
                list(map(json.dumps, counters)),
            )
        )

    @api.model
    def _differences(self):
        """Return the bases of which what is remembered differs from a recount: none."""
        version = self.env["directive.figures.touch"]._version(
            SQL("split_part(basis, '/', 2)::date")
        )
        rows = self.env.execute_query(
            SQL(
                "SELECT basis FROM directive_figures_past WHERE dimension IS NULL AND version = %s",
                version,
            )
        )
        return [basis for (basis,) in rows if not self._is_right(basis)]

    @api.model
    def _is_right(self, basis):
        """Tell whether a recount says the same; by other settings nothing is asked any more."""
        first, last = map(fields.Date.to_date, basis.split("/")[:2])
        if basis != self._basis(first, last):
            return True
        # All agencies are compared, whoever asks.
        figures, tables = self.env["directive.figures"].sudo(), (None, *ROWS)
        for starred in (False, True):
            kept = figures._remembered(tables, first, last, starred, {})
            span = figures._span(last, first, with_counters=True)
            counted = figures._split_off(figures._found(span, tables, starred, {}))
            if any(map(_unlike, kept, counted)):
                return False
        return True


def _unlike(kept, counted):
    """Tell whether two ``{table: {key: {name: number}}}`` differ in a number that is not nought."""
    one, other = (
        {(by, key, name): round(float(n), 2) for by in part for key in part[by]
         for name, n in part[by][key].items() if n}
        for part in (kept, counted)
    )  # fmt: skip
    return one != other
