from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.evaluation.score import MEASURES, WHOLE


class DirectiveScoreFormula(models.Model):
    """One version of the formula of the score: what each part weighs, set by the Office.

    A version never changes. A period is scored by the latest one when it is closed, and keeps it.
    """

    _name = "directive.score.formula"
    _description = "Formula of the Score"
    _inherit = ["directive.evidence.mixin", "directive.signature.mixin"]
    _signatures = {"user_id": "signer"}
    _order = "version desc"

    name = fields.Char(compute="_compute_name")
    version = fields.Integer("Version number", readonly=True, copy=False, aggregator=None)
    weight_completion = fields.Integer(string="Completed", default=30, aggregator=None)
    weight_on_time = fields.Integer(string="On time", default=40, aggregator=None)
    weight_freshness = fields.Integer(string="With recent news", default=10, aggregator=None)
    weight_rework = fields.Integer(string="Not returned", default=10, aggregator=None)
    weight_extension = fields.Integer(string="Not extended", default=5, aggregator=None)
    weight_starred = fields.Integer(string="Starred, completed", default=5, aggregator=None)
    counts_causes = fields.Boolean(
        string="Objective causes count",
        default=True,
        help="A late task with a confirmed objective cause counts as done on time.",
    )
    reason = fields.Char(required=True, help="Such as the decision that sets the weights.")
    user_id = fields.Many2one("res.users", string="Set by", readonly=True, ondelete="restrict")
    date = fields.Datetime(string="Set at", readonly=True)

    _version_once = models.Constraint(
        "UNIQUE (version)", "Somebody else has set a new formula at this moment: look at it first."
    )

    @api.depends("version")
    def _compute_name(self):
        for formula in self:
            formula.name = self.env._("Formula, version %(version)s", version=formula.version)

    @api.constrains(*(f"weight_{name}" for name in MEASURES))
    def _check_weights(self):
        for formula in self:
            weights = formula._weights().values()
            if min(weights) < 0 or sum(weights) != WHOLE:
                raise ValidationError(
                    self.env._(
                        "The weights are %(sum)s together: they must be 100, none below zero.",
                        sum=sum(weights),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_may_set()
        latest = self.sudo().search([], limit=1).version  # whoever sets the next one
        own = {"user_id": self.env.uid, "date": fields.Datetime.now()}
        numbered = [
            {**vals, **own, "version": latest + number} for number, vals in enumerate(vals_list, 1)
        ]
        self._sign_all(numbered)
        return super().create(numbered)

    @api.model
    def _check_may_set(self):
        if not (self.env.su or self.env["directive.task"]._is_office()):
            raise UserError(self.env._("Only the Office can set the formula of the score."))

    @api.model
    def default_get(self, names):
        """Propose the weights of the latest version."""
        values = super().default_get(names)
        latest = self.search([], limit=1)
        proposed = {*(f"weight_{name}" for name in MEASURES), "counts_causes"} & set(names)
        return values | {name: latest[name] for name in proposed if latest}

    def _weights(self):
        """Return ``{measure: weight}``."""
        return {name: self[f"weight_{name}"] for name in MEASURES}

    def _refuse(self):
        raise UserError(
            self.env._("Periods were scored by this formula: set a new version instead.")
        )
