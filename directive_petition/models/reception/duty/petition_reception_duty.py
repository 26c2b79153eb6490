from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ....tools.reception.duty import (
    COMMUNE,
    LEVELS,
    OTHER,
    PERIODS,
    balance,
    days_asked,
    last_of,
    months_within,
)

# Days on which a head received by plan; whoever stands in for the head does not fulfil the duty.
HELD = """
SELECT session.agency_id, array_agg(DISTINCT session.date)
  FROM petition_session session
 WHERE session.date BETWEEN %(first)s AND %(last)s AND session.kind = 'periodic'
   AND session.state = ANY(%(states)s) AND %(agencies)s
   AND NOT EXISTS (SELECT FROM petition_visit visit
                    WHERE visit.session_id = session.id AND visit.received_by = 'delegated')
 GROUP BY session.agency_id
"""


class PetitionReceptionDuty(models.Model):
    """On how many days the head of an agency receives citizens at least, from one day to another."""

    _name = "petition.reception.duty"
    _description = "Reception Days of Heads"
    _inherit = ["petition.province.mixin", "directive.default.mixin"]
    _order = "level, valid_from desc, id"
    _rec_name = "level"
    _default_key = ("level", "valid_from")

    level = fields.Selection(LEVELS, string="Heads of", required=True)
    days = fields.Integer(string="Days at least", required=True, aggregator=None)
    period = fields.Selection(PERIODS, required=True, default="month")
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    source = fields.Char(required=True)
    is_verified = fields.Boolean(string="Verified")

    _once = models.Constraint("UNIQUE (level, valid_from)", "This row already exists.")
    _days_in_order = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)", "A row cannot end before it begins."
    )
    _days_positive = models.Constraint("CHECK (days > 0)", "At least one day is asked for.")

    @api.constrains("level", "valid_from", "valid_to")
    def _check_one_at_a_time(self):
        for row in self:
            until = Domain("valid_to", "=", False) | Domain("valid_to", ">=", row.valid_from)
            since = Domain("valid_from", "<=", row.valid_to) if row.valid_to else Domain.TRUE
            same = Domain("level", "=", row.level) & Domain("id", "!=", row.id)
            if self.search_count(same & until & since, limit=1):
                raise ValidationError(
                    self.env._("Another row is in force on some of these days: give it a last day.")
                )

    @api.model
    def _asked(self, months):
        """Return ``{level: {month: days}}``, by the row in force at the end of each month."""
        # What heads owe the citizens is known to all.
        rows = self.sudo().search(Domain.TRUE)
        asked = {level: {} for level, _label in LEVELS}
        for month in months:
            for row in rows.filtered(lambda one, month=month: one._holds_on(last_of(month))):
                asked[row.level][month] = days_asked(row.days, row.period, month)
        return asked

    def _holds_on(self, day):
        return self.valid_from <= day and (not self.valid_to or self.valid_to >= day)

    @api.model
    def _balances(self, first, last, agencies, states=("held", "concluded")):
        """Return ``{agency id: (days asked, held, of the asked ones held)}`` of whole months."""
        months = months_within(first, last)
        asked, held = self._asked(months), self._held(first, last, agencies, states)
        return {
            agency.id: balance(
                months,
                asked[COMMUNE if agency.kind == "commune" else OTHER],
                held.get(agency.id, ()),
            )
            for agency in agencies
        }

    @api.model
    def _held(self, first, last, agencies, states):
        for name in ("petition.session", "petition.visit"):
            self.env[name].flush_model()
        own = SQL("session.agency_id = ANY(%s)", agencies.ids)
        rows = self.env.execute_query(
            SQL(HELD, first=first, last=last, states=list(states), agencies=own)
        )
        return dict(rows)
