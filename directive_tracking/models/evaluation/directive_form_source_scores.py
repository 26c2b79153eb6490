from odoo import api, models
from odoo.tools.translate import LazyTranslate

from ...tools.forms.model import COUNT, PERCENT, TEXT, WEIGHT, Measure

_lt = LazyTranslate(__name__)
MEASURES = {
    "points": Measure(_lt("Points worked out"), WEIGHT, adds=False),
    "points_now": Measure(_lt("Points"), WEIGHT, adds=False),
    "x": Measure(_lt("Done on time"), COUNT, opens=True),
    "n": Measure(_lt("Done with a deadline"), COUNT, opens=True),
    "rate": Measure(_lt("On-time rate (%)"), PERCENT, adds=False),
    "low": Measure(_lt("95 % interval from (%)"), PERCENT, adds=False),
    "high": Measure(_lt("95 % interval to (%)"), PERCENT, adds=False),
    "shrunk": Measure(_lt("Rate drawn towards the mean (%)"), PERCENT, adds=False),
    "group": Measure(_lt("Compared with"), TEXT),
    "band": Measure(_lt("Band"), TEXT),
    "place": Measure(_lt("Rank"), TEXT),
}
SHARES = ("rate", "low", "high", "shrunk")
COLUMNS = {"x": ("7",), "n": ("7", "8")}


class DirectiveFormSourceScores(models.AbstractModel):
    """Scores and bands of a closed period, in the version that holds; without closing, no rows."""

    _name = "directive.form.source.scores"
    _description = "Scores"
    _inherit = "directive.form.source"

    _label = _lt("Scores of closed periods")
    _groupings = ("agency",)

    @api.model
    def _measures(self):
        return MEASURES

    @api.model
    def _scores(self, ask):
        """Return the scores asked for that the user may see, as the page orders them."""
        closed = self.env["directive.period"]._closed(ask.first, ask.last)
        domain = [("period_id", "=", closed.id)]
        scope = dict(ask.scope)
        if "agency_ids" in scope:
            domain.append(("agency_id", "in", scope["agency_ids"]))
        scores = self.env["directive.score"].search(domain)
        order = [band for band, _label in scores._fields["band"].selection]
        return scores.sorted(
            lambda one: (one.agency_group, order.index(one.band), one.agency_name.casefold())
        )

    @api.model
    def _rows(self, ask):
        scores = self._scores(ask)
        labels = {
            name: dict(scores._fields[name]._description_selection(self.env))
            for name in ("agency_group", "band")
        }
        for score in scores:
            yield score.agency_id.id, score.agency_name, self._values(score, labels)

    def _values(self, score, labels):
        shares = {name: round(100 * score[name], 2) if score.n else None for name in SHARES}
        return {
            **shares,
            "x": score.x,
            "n": score.n,
            "points": score.points if score.is_scored else None,
            "points_now": score.points_now if score.is_scored else None,
            "group": labels["agency_group"][score.agency_group],
            "band": labels["band"][score.band],
            "place": self._place(score),
        }

    def _place(self, score):
        shown = self.env["directive.settings"]._get("comparison_places")
        place = score.sudo().place if shown else 0  # the Office decides who sees it
        return str(place) if place else ""

    @api.model
    def _tasks(self, ask, measure, key):
        ids = [
            line.task
            for score in self._scores(ask)
            if key is None or score.agency_id.id == key
            for line in score._lines()
            if not set(COLUMNS[measure]).isdisjoint(line.columns)
        ]
        return self.env["directive.task"].browse(ids)
