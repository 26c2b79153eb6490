import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...tools.agency.fate import KEPT
from ...tools.evidence.draw import draw, fingerprint
from ...tools.workflow import DONE, WORKFLOW

METHODS = [("random", "At random, by a stated seed"), ("hand", "By hand")]
PERIOD_BY_DEFAULT = 90
MOST = 500
# The values that the drawing person states; all others are worked out here.
CRITERIA = {
    "method",
    "date_from",
    "date_to",
    "agency_ids",
    "field_ids",
    "size",
    "seed",
    "reason",
    "chosen_task_ids",
}


class DirectiveVerification(models.Model):
    """A sample of accepted tasks, drawn to be verified on the spot or on paper.

    The draw itself is evidence: who drew from what, how many, when and by which seed. The same seed
    draws the same tasks again from the same population: see `tools/evidence/draw.py`. The server
    adds a part of its own to the seed, so that nobody can try out beforehand which tasks a seed
    draws; who draws once more leaves both draws on record.
    """

    _name = "directive.verification"
    _description = "Verification of Accepted Tasks"
    _inherit = [
        "directive.evidence.mixin",
        "directive.signature.mixin",
        "directive.search.mixin",
    ]
    _signatures = {"user_id": "signer"}
    _order = "id desc"

    name = fields.Char(compute="_compute_name", search="_search_name")
    method = fields.Selection(METHODS, required=True, default="random")
    date_from = fields.Date(
        string="Accepted from",
        required=True,
        default=lambda self: self._today() - timedelta(days=PERIOD_BY_DEFAULT),
    )
    date_to = fields.Date(
        string="Accepted until", required=True, default=lambda self: self._today()
    )
    agency_ids = fields.Many2many(
        "directive.agency",
        "directive_verification_agency_rel",
        string="Lead agencies",
        help="Empty: all agencies.",
    )
    field_ids = fields.Many2many(
        "directive.field",
        "directive_verification_field_rel",
        string="Fields of work",
        help="Empty: all fields.",
    )
    size = fields.Integer(string="Tasks to draw", default=10, aggregator=None)
    seed = fields.Char(
        help="What was stated, and a random part that the server added when it drew. The same seed "
        "draws the same tasks from the same population."
    )
    reason = fields.Char(help="Why these tasks are verified, such as the plan of inspections.")
    chosen_task_ids = fields.Many2many(
        "directive.task", "directive_verification_task_rel", string="Tasks chosen by hand"
    )

    population = fields.Integer(readonly=True, aggregator=None, help="Accepted tasks to draw from.")
    fingerprint = fields.Char(
        readonly=True, help="Two draws with the same fingerprint had the same population."
    )
    earlier_count = fields.Integer(
        string="Earlier draws from it",
        compute="_compute_earlier_count",
        help="Random draws that were made before from the very same tasks.",
    )
    user_id = fields.Many2one(
        "res.users", string="Drawn by", readonly=True, required=True, ondelete="restrict"
    )
    date_drawn = fields.Datetime(string="Drawn at", readonly=True, required=True)
    line_ids = fields.One2many("directive.verification.line", "verification_id", string="Tasks")
    line_count = fields.Integer(string="Drawn", compute="_compute_counts")
    pending_count = fields.Integer(string="To verify", compute="_compute_counts")
    confirmed_count = fields.Integer(string="Confirmed", compute="_compute_counts")
    reopened_count = fields.Integer(string="Reopened", compute="_compute_counts")
    others_count = fields.Integer(
        string="For others to verify",
        compute="_compute_others_count",
        help="Nobody verifies what they accepted themselves, nor the work of their own agency.",
    )

    def _today(self):
        return self.env["directive.settings"]._today()

    @api.depends("date_drawn")
    def _compute_name(self):
        for one in self:
            one.name = self.env._("Verification %(number)s", number=one._origin.id or "")

    def _search_name(self, operator, value):
        if operator not in ("ilike", "in"):
            return NotImplemented
        names = value if operator == "in" else [value]
        last = [word for name in names for word in str(name).split()[-1:]]
        return [("id", "in", [int(word) for word in last if word.isdecimal()])]

    @api.depends("line_ids.result")
    def _compute_counts(self):
        Line = self.env["directive.verification.line"]
        domain = [("verification_id", "in", self.ids)]
        rows = Line._read_group(domain, ["verification_id", "result"], ["__count"])
        counts = {(one.id, result): count for one, result, count in rows}
        for one in self:
            found = {key: n for (own, key), n in counts.items() if own == one._origin.id}
            one.line_count = sum(found.values())
            one.pending_count = found.get("pending", 0)
            one.confirmed_count = found.get("confirmed", 0)
            one.reopened_count = found.get("reopened", 0)

    @api.depends("line_ids.can_verify", "line_ids.result")
    @api.depends_context("uid")
    def _compute_others_count(self):
        for one in self:
            pending = one.line_ids.filtered(lambda line: line.result == "pending")
            one.others_count = len(pending.filtered(lambda line: not line.can_verify))

    @api.depends("fingerprint", "method")
    def _compute_earlier_count(self):
        drawn = Domain("fingerprint", "in", self.mapped("fingerprint"))
        drawn &= Domain("method", "=", "random")
        rows = self._read_group(drawn, ["fingerprint"], ["id:array_agg"])
        ids = dict(rows)
        for one in self:
            known = ids.get(one.fingerprint, ())
            one.earlier_count = sum(other < one._origin.id for other in known)

    @api.model_create_multi
    def create(self, vals_list):
        """Draw: the tasks, their number and the signature are worked out, never taken over."""
        self._check_draws()
        prepared = [self._prepare_draw(vals) for vals in vals_list]
        self._sign_all([vals for vals, _ids in prepared])
        drawn = super().create([vals for vals, _ids in prepared])
        for one, (_vals, ids) in zip(drawn, prepared, strict=True):
            one._add_lines(self.env["directive.task"].browse(ids))
        return drawn

    def _check_draws(self):
        user = self.env.user
        roles = ("office", "leader")
        if not self.env.su and not any(
            user.has_group(f"directive_tracking.group_directive_{role}") for role in roles
        ):
            raise UserError(
                self.env._("Only the Office and leaders can draw tasks for verification.")
            )

    def _prepare_draw(self, vals):
        """Return the values of one draw and the ids of the tasks drawn, in their order."""
        self._guard_values([vals])
        stated = self.default_get(list(CRITERIA)) | {
            name: value for name, value in vals.items() if name in CRITERIA
        }
        criteria = self.new(stated)
        criteria._check_criteria()
        if criteria.method == "random":
            criteria.seed = f"{criteria.seed.strip()}-{secrets.token_hex(4)}"
        ids = criteria._population_ids()
        chosen = criteria._choose(ids)
        self._check_drawn(chosen)
        return {
            **stated,
            "size": len(chosen),
            "seed": criteria.seed if criteria.method == "random" else False,
            "population": len(ids),
            "fingerprint": fingerprint(ids),
            "user_id": self.env.uid,
            "date_drawn": fields.Datetime.now(),
        }, chosen

    def _check_criteria(self):
        if not self.date_from or not self.date_to or self.date_from > self.date_to:
            raise ValidationError(
                self.env._("The period begins after it ends: correct one of its two days.")
            )
        if self.method == "random" and not (self.seed or "").strip():
            raise ValidationError(
                self.env._("A random draw needs a seed, so that anybody can repeat it: enter one.")
            )
        if self.method == "random" and not 1 <= self.size <= MOST:
            raise ValidationError(
                self.env._("Enter how many tasks to draw: 1 to %(most)s.", most=MOST)
            )
        if self.method == "hand" and not 1 <= len(self.chosen_task_ids) <= MOST:
            raise ValidationError(
                self.env._("Choose the tasks to verify: 1 to %(most)s.", most=MOST)
            )

    def _population_domain(self):
        """Return the accepted tasks to draw from; delegated parts belong to the whole."""
        domain = Domain("state", "=", DONE) & Domain("parent_id", "=", False)
        domain &= Domain("date_done", ">=", self.date_from)
        domain &= Domain("date_done", "<=", self.date_to)
        if self.agency_ids:
            domain &= Domain("lead_agency_id", "in", self.agency_ids.ids)
        if self.field_ids:
            domain &= Domain("field_id", "in", self.field_ids.ids)
        return domain

    def _population_ids(self):
        query = self.env["directive.task"]._search(self._population_domain(), order="id")
        return list(query)

    def _choose(self, ids):
        """Return the ids of the tasks drawn, in their order."""
        if self.method == "random":
            return draw(ids, self.size, self.seed.strip())
        # Chosen tasks need not belong to the period; they must have been accepted.
        chosen = self.env["directive.task"].browse(self.chosen_task_ids._origin.ids)
        chosen.check_access("read")
        for task in chosen:
            if task.state != DONE:
                raise UserError(
                    self.env._(
                        "“%(task)s” has not been accepted and cannot be verified.", task=task.name
                    )
                )
        return chosen.ids

    def _check_drawn(self, ids):
        if not ids:
            raise UserError(
                self.env._(
                    "No accepted task meets these criteria: choose a longer period, or other "
                    "agencies or fields."
                )
            )

    def _add_lines(self, tasks):
        # Who reopens one of them at this moment must see that it has been drawn.
        tasks.directive_id.sudo()._hold_and_touch()
        rows = self.env["directive.verification.line"].sudo()  # nobody else adds rows
        rows.with_context(directive_workflow=WORKFLOW).create(
            [
                {
                    "verification_id": self.id,
                    "sequence": place,
                    "task_id": task.id,
                    "agency_id": task.lead_agency_id.id,
                    "date_done": task.date_done,
                }
                for place, task in enumerate(tasks, 1)
            ]
        )

    def _refuse(self):
        raise UserError(
            self.env._("A draw is evidence and cannot be changed: draw once more instead.")
        )

    def action_repeat(self):
        """Draw again by the same seed, and tell whether the same tasks come out.

        :return: a notification; nothing is stored
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": self._repeated_in_words(), "sticky": True, "type": "info"},
        }

    def _repeated_in_words(self):
        if self.method != "random":
            return self.env._("These tasks were chosen by hand: there is nothing to repeat.")
        ids = self._population_ids()
        if fingerprint(ids) != self.fingerprint:
            return self.env._(
                "The population has changed since: %(then)s accepted tasks then, %(now)s now. The "
                "draw cannot be repeated exactly.",
                then=self.population,
                now=len(ids),
            )
        if draw(ids, self.size, self.seed.strip()) == self.line_ids.sorted("sequence").task_id.ids:
            return self.env._("The same seed draws the same tasks from the same population.")
        return self.env._("The same seed draws other tasks now: report this to the administrator.")

    def action_open_lines(self):
        """Open the drawn tasks, grouped by agency, with their results."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_verification_line_action"
        )
        return dict(
            action,
            domain=[("verification_id", "=", self.id)],
            context={"search_default_group_agency": 1},
        )

    def _counts_of_agencies(self):
        """Return ``[{agency, pending, confirmed, reopened, overtaken, total}]`` of this draw."""
        rows = self.env["directive.verification.line"]._read_group(
            [("verification_id", "=", self.id)], ["agency_id", "result"], ["__count"]
        )
        counts = {}
        for agency, result, count in rows:
            row = counts.setdefault(agency, {"agency": agency.name, "total": 0})
            row[result] = count
            row["total"] += count
        return list(counts.values())

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_ids": KEPT}

    # Found by its words, a number or the agency

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "reason", "line_ids.task_id.name")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "line_ids.task_id.number")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "line_ids.agency_id")
