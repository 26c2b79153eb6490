from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from ...tools.recurrence import RHYTHM, period_end, period_of

PERIODS = [
    ("month", "Month"),
    ("quarter", "Quarter"),
    ("half_year", "Half year"),
    ("nine_months", "Nine months"),
    ("year", "Year"),
]
EVENT_UNITS = [("working", "Working days"), ("calendar", "Days")]
MOST_REVIEW_DAYS = 3650


class DirectiveTermMixin(models.AbstractModel):
    """The details of a deadline that is not simply a day: period, rhythm, event, review."""

    _name = "directive.term.mixin"
    _description = "Details of a Deadline"
    _inherit = ["directive.rhythm.mixin"]

    # End of a period of Decree 09/2019
    period_kind = fields.Selection(PERIODS, string="Period")
    period_number = fields.Integer(
        string="Number of the period", aggregator=None, help="Which month or quarter of the year."
    )
    period_year = fields.Integer(string="Year of the period", aggregator=None)
    deadline_note = fields.Char(
        string="Why another day", help="Why the deadline is not the last day of the period."
    )

    # After an event
    event_text = fields.Char(string="After which event", help="Such as: after the approval of …")
    event_unit = fields.Selection(EVENT_UNITS, string="Counted in", default="working")

    # No deadline
    review_days = fields.Integer(
        string="Review every … days",
        aggregator=None,
        help="The Office specialist is reminded to review a task without a deadline; zero: never.",
    )

    @api.onchange("period_kind")
    def _onchange_period_kind(self):
        """Propose the period that is running."""
        if self.period_kind:
            today = self.env["directive.settings"]._today()
            self.period_year, self.period_number = period_of(self.period_kind, today)

    @api.onchange("period_kind", "period_year", "period_number")
    def _onchange_period(self):
        """Propose the last day of the period as the deadline."""
        end = "date_deadline" in self._fields and self._period_end()
        if end:
            self.date_deadline = end

    def _period_end(self):
        """Return the last day of the chosen period, or None."""
        return period_end(self.period_kind, self.period_year, self.period_number or 1)

    @api.constrains("review_days")
    def _check_review_days(self):
        if any(not 0 <= one.review_days <= MOST_REVIEW_DAYS for one in self):
            raise ValidationError(
                self.env._("Days until a review: from 1 to %(most)s.", most=MOST_REVIEW_DAYS)
            )

    @api.model
    def _term_fields(self):
        """Return the names of the fields that say which deadline is meant."""
        return (
            "period_kind",
            "period_number",
            "period_year",
            "deadline_note",
            *RHYTHM,
            "event_text",
            "event_unit",
            "review_days",
        )

    def _prepare_term(self):
        """Return these values for another record."""
        return {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in self._term_fields()
        }

    def _period_words(self):
        """Return the sentence on which day the chosen period ends."""
        end = self._period_end()
        return end and self.env._("The period ends on %(day)s.", day=format_date(self.env, end))
