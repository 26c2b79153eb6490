from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

WEEKS = 13  # shown: a quarter of a year
# The id says agency and week, so that it stays the same from one question to the next. Grouped last,
# so that a question about some agencies reads no others.
LOAD = """
SELECT agency_id * 5000 + (week - DATE '1970-01-05') / 7 AS id, agency_id, week,
       sum(messages)::int AS message_count, sum(reports)::int AS report_count,
       sum(questions)::int AS question_count
  FROM (SELECT agency_id, week, 1 AS messages, 0 AS reports, 0 AS questions
          FROM (SELECT DISTINCT agency_id, notice_id,
                       date_trunc('week', date_queued AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                       AS week
                  FROM directive_notice_delivery
                 WHERE agency_id IS NOT NULL AND date_queued >= %(since)s) AS told
        UNION ALL
        SELECT answer.agency_id, date_trunc('week', answer.date_open)::date, 0, 1,
               (SELECT count(*) FROM directive_inquiry_line
                 WHERE answer_id = answer.id AND is_current)
          FROM directive_inquiry_answer AS answer
         WHERE answer.state != 'withdrawn' AND answer.date_open >= %(first)s) AS asked
 GROUP BY agency_id, week
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
