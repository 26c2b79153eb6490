from odoo import api, fields, models

from ...tools.evaluation.score import MEASURES, drawn
from ..agency.groups import OFFICE_OR_LEADER

LABELS = [
    ("completion", "Completed"),
    ("on_time", "On time"),
    ("freshness", "With recent news"),
    ("rework", "Not returned"),
    ("extension", "Not extended"),
    ("starred", "Starred, completed"),
]


class DirectiveScorePart(models.Model):
    """One part of a score: how many tasks were good of how many, and the points they give."""

    _name = "directive.score.part"
    _description = "Part of a Score"
    _inherit = ["directive.kept.mixin"]
    _order = "score_id, id"
    _rec_name = "measure"

    score_id = fields.Many2one(
        "directive.score", required=True, index=True, ondelete="cascade", readonly=True
    )
    measure = fields.Selection(LABELS, string="Part", required=True, readonly=True)
    weight = fields.Integer(readonly=True, aggregator=None)
    x = fields.Integer(string="Good", readonly=True, help="Tasks that are good in this part.")
    n = fields.Integer(string="Of", readonly=True, help="Tasks that this part counts.")
    counted = fields.Float(
        string="Good by weight",
        digits=(8, 2),
        readonly=True,
        help="The good tasks by their coefficients; equal to the number if all weigh the same.",
    )
    rate = fields.Float(readonly=True, aggregator=None)
    mean = fields.Float(
        string="Mean of the group", readonly=True, aggregator=None, groups=OFFICE_OR_LEADER
    )
    k = fields.Float(
        string="Tasks of the mean",
        digits=(8, 1),
        readonly=True,
        groups=OFFICE_OR_LEADER,
        aggregator=None,
        help="How many tasks done like the group are added, so that few tasks decide nothing.",
    )
    shrunk = fields.Float(string="Rate drawn towards the mean", readonly=True, aggregator=None)
    points = fields.Float(string="Points worked out", digits=(6, 2), readonly=True)

    # With the last correction
    good_now = fields.Float(string="Good now", digits=(8, 2), compute="_compute_now")
    points_now = fields.Float(string="Points", digits=(6, 2), compute="_compute_now")
    is_corrected = fields.Boolean(string="Corrected", compute="_compute_now")
    correction_ids = fields.One2many("directive.score.correction", "part_id", readonly=True)

    _once = models.Constraint("UNIQUE (score_id, measure)", "A score has each part once.")

    @api.depends("correction_ids", "score_id.correction_ids", "counted", "shrunk", "weight")
    def _compute_now(self):
        for score, parts in self.grouped("score_id").items():
            each, _whole = score._points_in_force()
            for part in parts:
                part.good_now = part._good_now()
                part.points_now = each.get(part.measure) or 0
                part.is_corrected = bool(part.correction_ids)

    def _good_now(self):
        last = self.correction_ids.sorted("id")[-1:]
        return last.good_after if last else self.counted

    def _rate_now(self):
        """Return the rate drawn towards the mean, with the last correction; None without tasks."""
        if not self.n:
            return None
        if not self.correction_ids:
            return self.shrunk
        return drawn(self._good_now(), self.n, self.mean, self.k)

    def _refuse(self):
        self.score_id._refuse()

    def action_open_good(self):
        """Open the tasks that give the points."""
        return self._open(True)

    def action_open_bad(self):
        """Open the tasks that cost points."""
        return self._open(False)

    def _open(self, good):
        self.ensure_one()
        self.check_access("read")
        measure, causes = MEASURES[self.measure], self.score_id.formula_id.counts_causes

        def wanted(line):
            return measure.counts(line) and measure.is_good(line.columns, causes) is good

        label = dict(self._fields["measure"]._description_selection(self.env))[self.measure]
        title = (
            self.env._("%(part)s: good", part=label)
            if good
            else self.env._("%(part)s: cost points", part=label)
        )
        return self.score_id._open_lines(wanted, title)
