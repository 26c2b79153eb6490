from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.agency.fate import KEPT
from ...tools.evaluation.score import points
from ..agency.groups import OFFICE_OR_LEADER

GROUPS = [("departments", "Departments and others"), ("communes", "Communes")]
BANDS = [
    ("above", "Clearly above"),
    ("about", "About the mean"),
    ("below", "Clearly below"),
    ("not_enough", "Not enough data"),
]


class DirectiveScore(models.Model):
    """The score of one agency in one closed period, and how it stands in its group.

    What was worked out stays; a correction by the Office stands beside it, with its reason.
    """

    _name = "directive.score"
    _description = "Score of an Agency"
    _inherit = [
        "directive.subject.mixin",
        "directive.own.mixin",
        "directive.hold.mixin",
        "directive.kept.mixin",
    ]
    _order = "period_id desc, agency_name, id"
    _visible_by = ("agency_id",)

    name = fields.Char(required=True, readonly=True)
    period_id = fields.Many2one(
        "directive.period", required=True, index=True, ondelete="cascade", readonly=True
    )
    is_latest = fields.Boolean(
        string="Valid version", compute="_compute_is_latest", search="_search_is_latest"
    )
    agency_id = fields.Many2one(
        "directive.agency", required=True, index=True, ondelete="restrict", readonly=True
    )
    agency_name = fields.Char(string="Agency on record", required=True, readonly=True)
    agency_group = fields.Selection(GROUPS, string="Compared with", required=True, readonly=True)
    formula_id = fields.Many2one(related="period_id.formula_id", related_sudo=False)

    points = fields.Float(
        string="Points worked out",
        digits=(6, 2),
        readonly=True,
        aggregator="avg",
        help="Out of 100, when the period was closed.",
    )
    points_now = fields.Float(
        string="Points",
        digits=(6, 2),
        compute="_compute_points_now",
        help="Out of 100, with the corrections of the Office.",
    )
    is_scored = fields.Boolean(
        readonly=True, help="Whether any part had tasks; without, there are no points."
    )
    is_corrected = fields.Boolean(string="Corrected", compute="_compute_points_now")

    # How it stands in its group by what was done on time
    x = fields.Integer(string="On time", readonly=True)
    n = fields.Integer(string="Completed with a deadline", readonly=True)
    low = fields.Float(string="95 % interval from", readonly=True, aggregator=None)
    high = fields.Float(string="95 % interval to", readonly=True, aggregator=None)
    rate = fields.Float(string="On-time rate", readonly=True, aggregator=None)
    shrunk = fields.Float(string="Rate drawn towards the mean", readonly=True, aggregator=None)
    mean = fields.Float(
        string="Mean of the group", readonly=True, aggregator=None, groups=OFFICE_OR_LEADER
    )
    band = fields.Selection(BANDS, required=True, readonly=True, index=True)
    place = fields.Integer(
        string="Place in the group", readonly=True, aggregator=None, groups=OFFICE_OR_LEADER
    )

    part_ids = fields.One2many(
        "directive.score.part", "score_id", string="Parts of the score", readonly=True
    )
    objection_ids = fields.One2many(
        "directive.score.objection", "score_id", string="Objections", readonly=True
    )
    correction_ids = fields.One2many(
        "directive.score.correction", "score_id", string="Corrections", readonly=True
    )
    can_object = fields.Boolean(compute="_compute_can")
    can_correct = fields.Boolean(compute="_compute_can")
    date_objection = fields.Date(
        string="Objections until", compute="_compute_can", help="The last day for an objection."
    )

    _once = models.Constraint("UNIQUE (period_id, agency_id)", "An agency has one score.")

    @api.depends("period_id")
    def _compute_is_latest(self):
        for score in self:
            score.is_latest = score.period_id.is_latest

    def _search_is_latest(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("period_id.is_latest", operator, value)]

    @api.depends("part_ids", "correction_ids")
    def _compute_points_now(self):
        for score in self:
            _each, whole = score._points_in_force()
            score.points_now = whole or 0
            score.is_corrected = bool(score.correction_ids)

    def _points_in_force(self):
        """Return the points of each part and their sum, with the corrections."""
        # Of a small group the mean would give away the others: only its result is shown.
        parts = self.sudo().part_ids
        return points({part.measure: (part.weight, part._rate_now()) for part in parts})

    @api.depends("agency_id", "period_id")
    @api.depends_context("uid")
    def _compute_can(self):
        office = self.env["directive.task"]._is_office()
        mine = self.env.user._directive_agencies()
        today = self.env["directive.settings"]._today()
        for score in self:
            last = score._last_day_of_objection()
            score.date_objection = last
            open_until = score.is_latest and last and today <= last
            score.can_object = bool(open_until) and score.agency_id in mine
            score.can_correct = office and score.is_latest and score.agency_id not in mine

    def _last_day_of_objection(self):
        if not self.period_id.date:
            return False
        settings = self.env["directive.settings"]
        closed = settings._to_local(self.period_id.date).date()
        return settings._working_calendar().add(closed, settings._get("objection_days"))

    def _refuse(self):
        raise UserError(
            self.env._("A score does not change; the Office adds a correction with a reason.")
        )

    def action_open_tasks(self):
        """Open the tasks behind the on-time rate: on time, or all, by ``directive_column``."""
        self.ensure_one()
        self.check_access("read")
        columns = ("7",) if self.env.context.get("directive_column") == "x" else ("7", "8")
        return self._open_lines(lambda line: not set(columns).isdisjoint(line.columns))

    def _open_lines(self, wanted, title=None):
        """Open the tasks of the lines of this score that are ``wanted``."""
        ids = [line.task for line in self._lines() if wanted(line)]
        return self.env["directive.task"]._opened(ids, title or self.name)

    def _lines(self):
        """Return the lines of this agency in the closed period."""
        # The reader may see the score; of the tasks, each list shows what they may see.
        rows = self.env["directive.period.task"].sudo()
        return rows._lines_by_agency(self.period_id, self.agency_id).get(self.agency_id.id, [])

    @api.model
    def _reorganisation_fields(self):
        """A score is the past of its agency."""
        return super()._reorganisation_fields() | {"agency_id": KEPT}
