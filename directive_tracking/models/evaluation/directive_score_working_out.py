from fractions import Fraction

from odoo import api, models

from ...tools.comparison.answers import compare
from ...tools.comparison.rates import rounded
from ...tools.evaluation.score import points, tally


class DirectiveScore(models.Model):
    """Working out the scores of a period when it is closed, from its own lines."""

    _inherit = "directive.score"

    @api.model
    def _work_out(self, period, compared):
        """Create the scores of all agencies of ``period``.

        :param compared: what `directive.comparison._compare` says of the period
        """
        lines = self.env["directive.period.task"]._lines_by_agency(period)
        for group, one in compared.items():
            agencies = self.env["directive.agency"].browse(one.standings)
            parts = self._parts(period.formula_id, agencies, lines)
            scores = self.create(
                [
                    self._prepare_score(period, group, one, agency, parts[agency.id])
                    for agency in agencies
                ]
            )
            self.env["directive.score.part"].create(
                [
                    {"score_id": score.id, **part}
                    for score in scores
                    for part in parts[score.agency_id.id]
                ]
            )

    @api.model
    def _parts(self, formula, agencies, lines):
        """Return ``{agency id: [values of each part]}``; each measure is drawn to the group's mean."""
        found = {agency.id: [] for agency in agencies}
        for name, weight in formula._weights().items():
            tallies = {
                agency.id: tally(lines.get(agency.id, ()), name, formula.counts_causes)
                for agency in agencies
            }
            of, standings, _places = compare(
                {key: (one.counted, one.n) for key, one in tallies.items()}
            )
            for key, one in tallies.items():
                found[key].append(self._prepare_part(name, weight, one, of, standings[key]))
        self._add_points(found)
        return found

    @api.model
    def _prepare_part(self, name, weight, one, of, standing):
        return {
            "measure": name,
            "weight": weight,
            "x": one.x,
            "n": one.n,
            "counted": float(one.counted),
            "mean": float(of.mean) if of.mean is not None else 0,
            "k": float(of.k),
            "rate": standing.rate or 0,
            "shrunk": standing.shrunk or 0,
        }

    @api.model
    def _add_points(self, found):
        for parts in found.values():
            each, _whole = points(
                {
                    one["measure"]: (one["weight"], one["shrunk"] if one["n"] else None)
                    for one in parts
                }
            )
            for one in parts:
                one["points"] = each[one["measure"]] or 0

    @api.model
    def _prepare_score(self, period, group, compared, agency, parts):
        one, last = compared.standings[agency.id], period.date_last
        name = self.env["directive.comparison"]._name_of(agency, last)
        scored = [part for part in parts if part["n"] and part["weight"]]
        return {
            "name": f"{name}, {period.date_first:%d/%m/%Y}–{last:%d/%m/%Y}",
            "period_id": period.id,
            "agency_id": agency.id,
            "agency_name": name,
            "agency_group": group,
            "points": rounded(Fraction(sum(Fraction(str(part["points"])) for part in scored)), 2),
            "is_scored": bool(scored),
            "x": int(one.x),
            "n": one.n,
            "low": one.low or 0,
            "high": one.high or 0,
            "rate": one.rate or 0,
            "shrunk": one.shrunk or 0,
            "mean": float(compared.of.mean) if compared.of.mean is not None else 0,
            "band": one.band,
            "place": compared.places.get(agency.id, 0),
        }
