from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.periods import KINDS
from ..agency.groups import OFFICE_OR_LEADER

PERIODS = [
    ("month", "Month"),
    ("quarter", "Quarter"),
    ("half_year", "Half year"),
    ("nine_months", "Nine months"),
    ("year", "Year"),
]
assert [kind for kind, _label in PERIODS] == list(KINDS)


class DirectivePeriod(models.Model):
    """A closed period: what its figures were when the Office closed it.

    Later changes move nothing here. A closed period is not opened again; the Office can take a new
    version with a reason, and the older ones stay.
    """

    _name = "directive.period"
    _description = "Closed Period"
    _inherit = ["directive.kept.mixin", "directive.signature.mixin"]
    _signatures = {"user_id": "signer"}
    _order = "date_last desc, date_first, version desc"

    name = fields.Char(compute="_compute_name")
    kind = fields.Selection(PERIODS, required=True)
    date_first = fields.Date(string="First day", required=True)
    date_last = fields.Date(string="Last day", required=True, index=True)
    version = fields.Integer("Version number", required=True, aggregator=None)
    is_latest = fields.Boolean(
        string="Valid version", compute="_compute_is_latest", search="_search_is_latest"
    )
    reason = fields.Text(help="Why a new version was taken.")
    user_id = fields.Many2one("res.users", string="Closed by", required=True, ondelete="restrict")
    date = fields.Datetime(string="Closed at", required=True)
    formula_id = fields.Many2one("directive.score.formula", required=True, ondelete="restrict")
    groups = fields.Json(
        readonly=True,
        groups=OFFICE_OR_LEADER,
        help="Of each group of agencies: what was common to all, such as the mean.",
    )
    task_count = fields.Integer(
        string="Tasks", readonly=True, aggregator=None, groups=OFFICE_OR_LEADER
    )

    row_ids = fields.One2many(
        "directive.period.row", "period_id", string="Agencies", groups=OFFICE_OR_LEADER
    )
    score_ids = fields.One2many("directive.score", "period_id", string="Scores")

    _once = models.Constraint(
        "UNIQUE (date_first, date_last, version)", "Somebody else has just closed this period."
    )

    @api.depends("kind", "date_first", "date_last", "version")
    @api.depends_context("lang")
    def _compute_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for period in self:
            period.name = self.env._(
                "%(kind)s, %(first)s to %(last)s, version %(version)s",
                kind=kinds.get(period.kind, ""),
                first=format_date(self.env, period.date_first),
                last=format_date(self.env, period.date_last),
                version=period.version,
            )

    @api.depends("date_first", "date_last", "version")
    def _compute_is_latest(self):
        latest = self._latest_ids(self.mapped("date_last"))
        for period in self:
            period.is_latest = period.id in latest

    def _search_is_latest(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("id", "in", list(self._latest_ids()))]

    @api.model
    def _latest_ids(self, lasts=None):
        domain = [("date_last", "in", lasts)] if lasts is not None else []
        # Which version holds is no secret, whoever asks.
        rows = self.sudo().search(domain, order="version desc")
        latest = {}
        for row in rows:
            latest.setdefault((row.date_first, row.date_last), row.id)
        return set(latest.values())

    @api.model
    def _closed(self, first, last):
        """Return the valid version of the period, empty if it has not been closed."""
        domain = [("date_first", "=", first), ("date_last", "=", last)]
        return self.sudo().search(domain, order="version desc", limit=1)  # see _latest_ids

    def _refuse(self):
        raise UserError(
            self.env._(
                "A closed period does not change: take a new version of it, with the reason."
            )
        )
