from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.home.entering import NORMAL, last_day_to_enter

LATELY = timedelta(days=30)


class DirectiveDirective(models.Model):
    """An order tells whether it was entered late, lately: what is long ago helps nobody."""

    _inherit = "directive.directive"

    is_entered_late = fields.Boolean(
        string="Entered late in the last 30 days",
        compute="_compute_is_entered_late",
        search="_search_is_entered_late",
        help="An urgent order is entered on the day it is issued, any other within one working day.",
    )

    _entered_idx = models.Index("(date_entered)")

    @api.depends("date_issued", "date_entered", "urgency")
    def _compute_is_entered_late(self):
        calendar = self.env["directive.settings"]._working_calendar()
        since = self._lately()
        past = self.env["directive.history.load"]._orders_taken_over(self._lately())
        for order in self:
            issued, entered = order.date_issued, order.date_entered
            known = issued and entered and entered >= since and order._origin.id not in past
            last = known and last_day_to_enter(issued, order.urgency, calendar)
            order.is_entered_late = bool(known) and entered > last

    def _search_is_entered_late(self, operator, value):
        return Domain("id", "in", self._late_entries()) if operator == "in" else NotImplemented

    @api.model
    def _lately(self):
        return self.env["directive.settings"]._today() - LATELY

    @api.model
    def _late_entries(self):
        """Return the query of the orders entered late: each day of issue has its last day."""
        self.flush_model(["date_issued", "date_entered", "urgency"])
        past = self.env["directive.history.load"]._orders_taken_over(self._lately())
        days = self._days_before_entry()
        calendar = self.env["directive.settings"]._working_calendar()
        last = [last_day_to_enter(day, NORMAL, calendar) for day in days]
        return SQL(
            "(SELECT late.id FROM directive_directive late"
            " JOIN unnest(%s::date[], %s::date[]) AS term (issued, last)"
            " ON term.issued = late.date_issued"
            " WHERE late.date_entered >= %s"
            " AND late.date_entered > CASE WHEN late.urgency = %s THEN term.last"
            " ELSE term.issued END"
            " AND NOT late.id = ANY(%s))",
            days,
            last,
            self._lately(),
            NORMAL,
            list(past),
        )

    @api.model
    def _days_before_entry(self):
        """Return the days on which the orders were issued that were lately entered on a later day."""
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT date_issued FROM directive_directive"
                " WHERE date_entered >= %s AND date_entered > date_issued",
                self._lately(),
            )
        )
        return [day for (day,) in rows]
