from datetime import date

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.conclusion.lateness import change_in_percent
from ...tools.week.words import NO_MEETINGS
from .held_sql import held, hours

# Both years are counted up to the day of the year that has come in the present one. A year before
# the first meeting is not shown.
YEARS = """
SELECT * FROM (
SELECT group_id * 10000 + year AS id, group_id, year, held AS meeting_count, hours,
       COALESCE(lag(held) OVER one, 0) AS before_count, COALESCE(lag(hours) OVER one, 0) AS before_hours
  FROM (SELECT groups.id AS group_id, years.year, count(meeting.id)::int AS held,
               COALESCE(sum(%(hours)s), 0) AS hours
          FROM directive_week_group AS groups
         CROSS JOIN generate_series(%(first)s, %(last)s) AS years(year)
          LEFT JOIN directive_meeting AS meeting
            ON meeting.group_id = groups.id AND NOT COALESCE(meeting.is_private, FALSE)
           AND %(held)s AND NOT COALESCE(meeting.kind = ANY(%(others)s), FALSE)
           AND EXTRACT(YEAR FROM meeting.day) = years.year
           AND to_char(meeting.day, 'MMDD') <= %(until)s
         GROUP BY groups.id, years.year) AS counted
WINDOW one AS (PARTITION BY group_id ORDER BY year)) AS compared
 WHERE meeting_count > 0 OR before_count > 0 OR year = %(last)s
"""
SHOWN = 5  # years


class DirectiveMeetingYear(models.Model):
    """Meetings held this year beside the same part of earlier years, calendar by calendar."""

    _name = "directive.meeting.year"
    _description = "Meetings Year on Year"
    _auto = False
    _order = "year desc, group_id"
    _rec_name = "year"
    _depends = {
        "directive.meeting": [
            "day",
            "date_to",
            "date_start",
            "is_shown",
            "date_end",
            "group_id",
            "state",
            "is_private",
            "kind",
        ],
        "directive.week.group": ["name"],
    }

    group_id = fields.Many2one("directive.week.group", string="Calendar", readonly=True)
    year = fields.Integer(readonly=True, aggregator=None)
    meeting_count = fields.Integer(string="Meetings held", readonly=True)
    before_count = fields.Integer(string="The year before", readonly=True)
    change = fields.Float(
        string="Change (%)",
        compute="_compute_change",
        help="Compared with the same days of the year before.",
    )
    hours = fields.Float(readonly=True)
    before_hours = fields.Float(string="Hours the year before", readonly=True)

    @api.depends("meeting_count", "before_count")
    def _compute_change(self):
        for row in self:
            row.change = change_in_percent(row.meeting_count, row.before_count) or 0

    @property
    def _table_query(self):
        today = self.env["directive.settings"]._today()
        return SQL(
            YEARS,
            first=today.year - SHOWN,
            last=today.year,
            until=f"{today:%m%d}",
            held=held(),
            hours=hours(),
            others=list(NO_MEETINGS),
        )

    def action_open_meetings(self):
        """Open the meetings counted in this row: held in that calendar, up to today's day of the year."""
        self.ensure_one()
        today = self.env["directive.settings"]._today()
        last = today + relativedelta(year=self.year)
        counted = (
            Domain("group_id", "=", self.group_id.id)
            & Domain("held_count", ">", 0)
            & Domain("day", ">=", date(self.year, 1, 1))
            & Domain("day", "<=", last)
            & (Domain("kind", "=", False) | Domain("kind", "not in", NO_MEETINGS))
        )
        rows = self.env["directive.meeting.statistics"].search(counted)
        return rows._get_records_action(
            name=self.env._("%(year)s, %(calendar)s", year=self.year, calendar=self.group_id.name),
            domain=list(counted),
            views=[(False, "list")],
        )
