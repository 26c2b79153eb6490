from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import ormcache

from ...tools.term.choice import ANY, choose
from ...tools.term.clock import CALENDAR, FORWARD
from ...tools.term.words import (
    DIRECTIONS,
    EVENTS,
    KINDS,
    LEVELS,
    TERM_COMPLEXITIES,
    UNITS,
    YES_OR_NO,
)

# What makes two rows one and the same term of the law, at different times
KEY = ("code", "kind", "level", "remote", "complexity", "several_places", "start_event")
VALID = ("valid_from", "valid_to")
# What a clock copies from its row, so that no later edit changes it
APPLIED = (
    "code",
    "kind",
    "amount",
    "unit",
    "direction",
    "start_event",
    "is_suspension_left_out",
    "is_duty",
    "extension_count",
    "extension_amount",
    "source",
)
# What may still be said of a row that was applied: when it ended, and that it was checked
LOOSE = {"name", "valid_to", "is_verified"}
MOST = 3660  # days: no term of the law is longer than ten years


class PetitionTerm(models.Model):
    """A term of the law with the days on which it holds.

    A row that was applied is never rewritten: it gets a last day, and a new row says what holds
    from then on.
    """

    _name = "petition.term"
    _description = "Term of the Law"
    _inherit = [
        "petition.province.mixin",
        "directive.default.mixin",
        "directive.remembered.mixin",
    ]
    _order = "code, valid_from, level, remote, complexity, several_places, id"
    _rec_names_search = ["code", "name"]
    _default_key = (*KEY, "valid_from")

    code = fields.Char(required=True, index=True)
    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(KINDS, required=True, default="complaint")
    level = fields.Selection(LEVELS, required=True, default=ANY)
    remote = fields.Selection(
        YES_OR_NO,
        string="Remote area",
        required=True,
        default=ANY,
        help="Whether it applies where travel is difficult.",
    )
    complexity = fields.Selection(TERM_COMPLEXITIES, required=True, default=ANY)
    several_places = fields.Selection(
        YES_OR_NO, string="Several places to verify", required=True, default=ANY
    )
    amount = fields.Integer(required=True, aggregator=None)
    unit = fields.Selection(UNITS, required=True, default=CALENDAR)
    direction = fields.Selection(DIRECTIONS, required=True, default=FORWARD)
    start_event = fields.Selection(EVENTS, string="Counted from", required=True)
    is_suspension_left_out = fields.Boolean(
        string="Suspension not counted", help="Obstacles of the citizen are not counted either."
    )
    extension_count = fields.Integer(string="Extensions at most", aggregator=None)
    extension_amount = fields.Integer(string="Days of an extension at most", aggregator=None)
    valid_from = fields.Date(string="In force from", required=True)
    valid_to = fields.Date(string="In force until")
    source = fields.Char(required=True, help="The article that says so.")
    is_verified = fields.Boolean(
        string="Checked against the official text",
        help="Of some changes of 2026 only transcriptions could be read.",
    )
    is_duty = fields.Boolean(
        string="Binds the office",
        default=True,
        help="Other terms are those of the citizen, or of a decision that takes effect.",
    )
    clock_ids = fields.One2many("petition.clock", "term_id", string="Applied in")

    _amount_positive = models.Constraint(
        f"CHECK (amount > 0 AND amount <= {MOST})", "A term is at least 1 and at most ten years."
    )
    _extension_positive = models.Constraint(
        f"CHECK (extension_count >= 0 AND extension_amount BETWEEN 0 AND {MOST})",
        "Extensions cannot be negative.",
    )
    _days_in_order = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)",
        "A term cannot end before it begins.",
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for term in self:
            term.display_name = f"{term.code} – {term.name}"

    @api.constrains(*KEY, "valid_from", "valid_to")
    def _check_one_at_a_time(self):
        for term in self:
            same = Domain.AND([(name, "=", term[name])] for name in KEY)
            until = Domain("valid_to", "=", False) | Domain("valid_to", ">=", term.valid_from)
            since = Domain("valid_from", "<=", term.valid_to) if term.valid_to else Domain.TRUE
            other = self.search(Domain("id", "!=", term.id) & same & until & since, limit=1)
            if other:
                raise ValidationError(
                    self.env._(
                        "“%(term)s” is already in force on some of these days: give the earlier row a "
                        "last day.",
                        term=other.display_name,
                    )
                )

    def write(self, vals):
        self.check_access("write")  # before a refusal that names the term
        if vals.keys() - LOOSE:
            self._check_not_applied()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never_applied(self):
        self._check_not_applied()

    def _check_not_applied(self):
        """Raise if one of these rows was applied to a case."""
        # A clock may belong to a matter that the reader does not see.
        applied = self.sudo().filtered("clock_ids")
        if applied:
            raise UserError(
                self.env._(
                    "“%(term)s” was applied to a case: give it a last day, and add a new row.",
                    term=applied[0].display_name,
                )
            )

    @api.model
    def _rows_of(self, codes):
        """Return the rows of these codes, of whatever time."""
        # Everybody's terms are those of the law, whoever takes the step.
        law = self.sudo().browse(self._all_ids())
        return law.filtered(lambda row: row.code in codes)

    @api.model
    def _is_law_by(self, code, day):
        """Tell whether the law had begun to know this term by ``day``: a step may be older."""
        return any(row.valid_from <= day for row in self._rows_of([code]))

    @api.model
    @ormcache()
    def _all_ids(self):
        """Return the ids of all rows; together they are read once a transaction."""
        return self.sudo().search(Domain.TRUE)._ids  # as above

    def _choose(self, code, facts, event=None):
        """Return that of these rows which holds for ``facts``; an empty set if none does."""
        found = choose((row._said() for row in self), code, facts, event)
        return self.browse(found["id"] if found else ())

    def _said(self):
        """Return the values on which the choice of a row depends."""
        said = {name: self[name] for name in (*KEY, *VALID)}
        return {**said, "id": self.id}

    def _applied_values(self):
        """Return what a clock keeps of this row."""
        return {"term_id": self.id, **{name: self[name] for name in APPLIED}}
