from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

WEEKS = 13  # shown: a quarter of a year
# The id says agency and week, so that it stays the same from one question to the next.
LOAD = """
  WITH told AS (
       SELECT delivery.agency_id,
              date_trunc('week', delivery.date_queued AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
              AS week,
              count(DISTINCT delivery.notice_id) AS messages
         FROM directive_notice_delivery AS delivery
        WHERE delivery.agency_id IS NOT NULL AND delivery.date_queued >= %(since)s
        GROUP BY 1, 2),
       asked AS (
       SELECT answer.agency_id, date_trunc('week', answer.date_open)::date AS week,
              count(*) AS reports, sum(line.number) AS questions
         FROM directive_inquiry_answer AS answer
         JOIN LATERAL (SELECT count(*) AS number FROM directive_inquiry_line
                        WHERE answer_id = answer.id AND is_current) AS line ON TRUE
        WHERE answer.state != 'withdrawn' AND answer.date_open >= %(first)s
        GROUP BY 1, 2)
SELECT COALESCE(told.agency_id, asked.agency_id) * 5000
       + (COALESCE(told.week, asked.week) - DATE '1970-01-05') / 7 AS id,
       COALESCE(told.agency_id, asked.agency_id) AS agency_id,
       COALESCE(told.week, asked.week) AS week,
       COALESCE(told.messages, 0)::int AS message_count,
       COALESCE(asked.reports, 0)::int AS report_count,
       COALESCE(asked.questions, 0)::int AS question_count
  FROM told FULL JOIN asked ON asked.agency_id = told.agency_id AND asked.week = told.week
"""


class DirectiveInquiryLoad(models.Model):
    """What the Office costs each agency in a week: messages, and reports with their questions.

    A message counts once, however many people of the agency got it on however many channels. Weeks
    begin on Monday, in the province; the last thirteen are shown.
    """

    _name = "directive.inquiry.load"
    _description = "Reporting Load"
    _auto = False
    _order = "week desc, report_count desc, message_count desc, agency_id"
    _rec_name = "agency_id"
    _depends = {
        "directive.notice.delivery": ["agency_id", "date_queued", "notice_id"],
        "directive.inquiry.answer": ["agency_id", "date_open", "state"],
        "directive.inquiry.line": ["answer_id", "is_current"],
    }

    agency_id = fields.Many2one("directive.agency", readonly=True)
    week = fields.Date(string="Week from", readonly=True)
    message_count = fields.Integer(string="Messages", readonly=True)
    report_count = fields.Integer(string="Reports", readonly=True)
    question_count = fields.Integer(string="Questions", readonly=True)

    @property
    def _table_query(self):
        settings = self.env["directive.settings"]
        first = self._this_week() - timedelta(weeks=WEEKS - 1)
        return SQL(
            LOAD,
            zone=settings._timezone().zone,
            since=settings._start_of_day_utc(first),
            first=first,
        )

    def _this_week(self):
        """Return the Monday of this week in the province."""
        today = self.env["directive.settings"]._today()
        return today - timedelta(days=today.weekday())

    def _of_this_week(self, agencies):
        """Return the load of ``agencies`` in this week, the heaviest first."""
        return self.search(
            [("agency_id", "in", agencies.ids), ("week", "=", self._this_week())],
            order="report_count desc, message_count desc, agency_id",
        )
