from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ...tools.comparison.rates import (
    BANDS,
    FEWEST_AGENCIES,
    Z_95,
    Z_998,
    funnel,
    movement,
    rounded,
)
from ...tools.periods import KINDS, period_bounds
from ..common.directive_settings import PREFIX

STEPS = 60  # points of a line of the funnel
USUAL = "quarter"


class DirectiveComparison(models.AbstractModel):
    """The page of the comparison: what of it each role sees, and the lists behind its numbers."""

    _inherit = "directive.comparison"

    @api.model
    @api.readonly
    def standings(self, kind=None, day=None):
        """Return what the page shows of one reporting period, to leaders and the Office in full.

        An agency sees itself, those below it and the limits of its group, never another's name.

        :param str kind: a kind of `tools/periods.py`; a quarter without it
        :param day: any day of the period, as text; today without it
        :raises UserError: if there is no such period
        :raises AccessError: for whoever belongs to no agency, and is neither Office nor leader
        """
        self._check_reader()
        kind, first, last = self._period(kind, day)
        before = period_bounds(kind, first - timedelta(days=1))
        found, earlier = self._compare(first, last), self._compare(*before)
        after = last + timedelta(days=1)
        return {
            "kind": kind,
            "first": fields.Date.to_string(first),
            "last": fields.Date.to_string(last),
            "label": self._label(first, last),
            "previous": fields.Date.to_string(before[0]),
            "next": after <= self.env["directive.settings"]._today()
            and fields.Date.to_string(after),
            "places": self.env["directive.settings"]._get("comparison_places"),
            "can_switch": self._is_office(),
            "sees_all": self._sees_all(),
            "source": self._source(first, last),
            "groups": [
                self._group_shown(group, found[group], earlier.get(group), last) for group in found
            ],
        }

    @api.model
    def _source(self, first, last):
        """Return in words where the figures come from."""
        return self.env._(
            "Figures of %(today)s from the trail of the tasks.",
            today=format_date(self.env, self.env["directive.settings"]._today()),
        )

    @api.model
    @api.readonly
    def tasks(self, kind, day, column, agency_id):
        """Open the tasks behind a number of the page.

        :param str column: ``x`` (on time) or ``n`` (all completed with a deadline)
        :param int agency_id: the agency of the row
        :raises AccessError: if the user may not know the figures of this agency
        """
        self._check_reader()
        agency = self.env["directive.agency"].browse(agency_id).exists()
        if not agency or not agency._overseen():
            raise AccessError(self.env._("You are not allowed to see the tasks of this agency."))
        _kind, first, last = self._period(kind, day)
        return self.env["directive.task"]._opened(
            self._tasks(first, last, column, agency.id),
            self.env._("%(agency)s: completed", agency=agency.name),
        )

    @api.model
    def switch_places(self, shown):
        """Show places beside the bands, or bands alone.

        :raises AccessError: for all but the Office
        """
        if not (self.env.su or self._is_office()):
            raise AccessError(self.env._("Only the Office can show or hide places."))
        # One setting of the province, for the Office to decide.
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(PREFIX + "comparison_places", str(bool(shown)))
        return True

    @api.model
    def _is_office(self):
        return self.env["directive.task"]._is_office()

    @api.model
    def _sees_all(self):
        return self.env.su or self._is_office() or self.env["directive.task"]._is_leader()

    @api.model
    def _check_reader(self):
        if not self._sees_all() and not self.env.user._directive_agencies():
            raise AccessError(
                self.env._("Only agencies, the Office and leaders can see the comparison.")
            )

    @api.model
    def _period(self, kind, day):
        """Return kind, first and last day of the period asked for."""
        kind = kind or USUAL
        try:
            day = fields.Date.to_date(day) or self.env["directive.settings"]._today()
            if kind not in KINDS:
                raise ValueError(kind)
            return kind, *period_bounds(kind, day)
        except (TypeError, ValueError, OverflowError) as error:
            raise UserError(
                self.env._("There is no such reporting period: choose another one.")
            ) from error

    @api.model
    def _label(self, first, last):
        return self.env._(
            "%(first)s to %(last)s",
            first=format_date(self.env, first),
            last=format_date(self.env, last),
        )

    @api.model
    def _group_shown(self, group, compared, earlier, last):
        of = compared.of
        agencies = self.env["directive.agency"].browse(compared.standings)
        shown = agencies._overseen()
        # Of very few agencies the mean would give away the others.
        tells = self._sees_all() or of.agencies_counted >= FEWEST_AGENCIES
        rows = [self._row(agency, compared, earlier, last) for agency in shown]
        rows.sort(key=lambda row: (BANDS.index(row["band"]), row["name"].casefold(), row["id"]))
        return {
            "code": group,
            "agencies_counted": of.agencies_counted if self._sees_all() else None,
            "x": int(of.x) if self._sees_all() else None,
            "n": of.n if self._sees_all() else None,
            "mean": rounded(of.mean) if tells else None,
            "k": rounded(of.k, 1) if tells else None,
            "rows": rows,
            "limits": self._limits(of, rows) if tells else [],
        }

    @api.model
    def _row(self, agency, compared, earlier, last):
        one, before = compared.standings[agency.id], earlier and earlier.standings.get(agency.id)
        places = self.env["directive.settings"]._get("comparison_places")
        return {
            "id": agency.id,
            "name": self._name_of(agency, last),
            "x": int(one.x),
            "n": one.n,
            "rate": rounded(one.rate),
            "low": rounded(one.low),
            "high": rounded(one.high),
            "shrunk": rounded(one.shrunk),
            "band": one.band,
            "place": compared.places.get(agency.id) if places else None,
            "movement": before and movement((before.x, before.n), (one.x, one.n)),
            "before": before and [int(before.x), before.n],
        }

    @api.model
    def _name_of(self, agency, day):
        """Return the name the agency had at the end of ``day``; ended ones keep their own."""
        settings = self.env["directive.settings"]
        moment = settings._start_of_day_utc(day + timedelta(days=1)) - timedelta(seconds=1)
        # An agency that ended is hidden from lists, not from the figures of its time.
        return agency.sudo()._name_on(moment)

    @api.model
    def _limits(self, of, rows):
        """Return the lines of the funnel: between which shares chance alone would leave an agency."""
        most = max([row["n"] for row in rows] + [20])
        sizes = sorted({max(1, round(most * step / STEPS)) for step in range(1, STEPS + 1)})
        if of.mean is None:
            return []
        mean = float(of.mean)
        return [
            [n, *map(rounded, (*funnel(mean, n, Z_95), *funnel(mean, n, Z_998)))] for n in sizes
        ]
