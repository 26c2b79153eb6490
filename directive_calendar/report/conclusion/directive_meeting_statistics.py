from odoo import fields, models
from odoo.tools import SQL

from ...tools.week.words import KINDS, STATES
from .held_sql import held, hours

# Private entries are in no figure: their leaders alone know of them. A registration that was refused,
# merged or withdrawn, and what was dropped from a draft, never stood in a calendar (`_stands_on_page`); a
# draft stands in none yet. A move is a change of the time;
# the hours between the change and the time it was called for say how short notice was.
STATISTICS = """
SELECT meeting.id, meeting.id AS meeting_id, meeting.day, meeting.group_id, meeting.kind, meeting.state,
       meeting.chair_id, meeting.series_id, 1 AS meeting_count,
       (%(held)s)::int AS held_count,
       (meeting.state = 'cancelled')::int AS cancelled_count,
       COALESCE(meeting.is_urgent, FALSE)::int AS urgent_count,
       (COALESCE(meeting.unplanned_reason, '') <> '')::int AS unplanned_count,
       COALESCE(moves.times, 0) AS postponed_count,
       CASE WHEN moves.times > 0 THEN GREATEST(moves.hours, 0) END AS notice_hours,
       (COALESCE(meeting.conclusion_late_days, 0) > 0)::int AS late_conclusion_count,
       (calls.day IS NOT NULL AND %(late)s)::int AS late_invitation_count,
       CASE WHEN %(held)s THEN %(hours)s ELSE 0 END AS hours,
       COALESCE(points.given, 0) AS point_count, COALESCE(points.tasks, 0) AS task_count,
       COALESCE(points.done, 0) AS done_count, COALESCE(points.in_time, 0) AS in_time_count
  FROM directive_meeting AS meeting
  LEFT JOIN LATERAL (
       SELECT count(*) AS times,
              min(EXTRACT(EPOCH FROM COALESCE((change.old_values ->> 'date_start')::timestamp,
                                              meeting.date_start) - change.date) / 3600) AS hours
         FROM directive_meeting_revision AS change
        WHERE change.meeting_id = meeting.id
          AND (change.kind IN ('moved', 'postponed')
               OR change.kind = 'reinstated'
               AND change.old_values ->> 'date_start' <> change.new_values ->> 'date_start')) AS moves ON TRUE
  LEFT JOIN LATERAL (
       SELECT (first.date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS day,
              COALESCE((SELECT (change.old_values ->> 'day')::date
                          FROM directive_meeting_revision AS change
                         WHERE change.meeting_id = meeting.id AND change.date > first.date
                           AND change.old_values ->> 'day' IS NOT NULL
                         ORDER BY change.number LIMIT 1), meeting.day) AS called_for
         FROM (SELECT COALESCE(meeting.date_invited, min(change.date)) AS date
                 FROM directive_meeting_revision AS change
                WHERE change.meeting_id = meeting.id AND change.kind = 'called') AS first) AS calls ON TRUE
  LEFT JOIN LATERAL (
       SELECT count(DISTINCT point.id) AS given, count(task.id) AS tasks,
              count(*) FILTER (WHERE task.state = 'done') AS done,
              count(*) FILTER (WHERE task.state = 'done' AND task.date_deadline >= task.date_reported::date)
              AS in_time
         FROM directive_meeting_point AS point
         LEFT JOIN directive_meeting_point_task_rel AS rel ON rel.point_id = point.id
         LEFT JOIN directive_task AS task ON task.id = rel.task_id
        WHERE point.meeting_id = meeting.id AND point.carried_from_id IS NULL) AS points ON TRUE
 WHERE NOT COALESCE(meeting.is_private, FALSE) AND meeting.state <> 'registered'
   AND NOT (NOT COALESCE(meeting.is_shown, FALSE) AND meeting.state IN ('approved', 'cancelled'))
   AND NOT (meeting.state = 'cancelled' AND NOT COALESCE(meeting.is_printed_off, FALSE)
            AND NOT EXISTS (SELECT FROM directive_meeting_revision AS change
                             WHERE change.meeting_id = meeting.id))
"""
# Invited late: fewer working days from the invitation to the day it was for than asked for. Days off
# and made-up working days are those of the province.
LATE = """
COALESCE(meeting.unplanned_reason, '') = '' AND (
    SELECT count(*) FROM generate_series(calls.day + 1, calls.called_for, '1 day') AS one(day)
      LEFT JOIN directive_calendar_day AS known ON known.date = one.day::date AND known.state = 'confirmed'
     WHERE CASE WHEN known.id IS NULL THEN EXTRACT(ISODOW FROM one.day)::int - 1 = ANY(%(weekdays)s)
                ELSE known.kind = 'working' END) < %(days)s
"""


class DirectiveMeetingStatistics(models.Model):
    """One row for each meeting: held, put off and how late, cancelled, urgent, late notices."""

    _name = "directive.meeting.statistics"
    _description = "Statistics of Meetings"
    _auto = False
    _order = "day desc, id desc"
    _rec_name = "meeting_id"
    _depends = {
        "directive.meeting": [
            "day",
            "date_to",
            "date_start",
            "date_invited",
            "is_shown",
            "date_end",
            "group_id",
            "kind",
            "state",
            "chair_id",
            "series_id",
            "is_urgent",
            "is_private",
            "is_printed_off",
            "unplanned_reason",
            "conclusion_late_days",
        ],
        "directive.meeting.revision": ["meeting_id", "kind", "date", "old_values", "new_values"],
        "directive.meeting.point": ["meeting_id", "task_ids", "carried_from_id"],
        "directive.task": ["state", "date_deadline", "date_reported"],
    }

    meeting_id = fields.Many2one("directive.meeting", readonly=True)
    day = fields.Date(readonly=True)
    group_id = fields.Many2one("directive.week.group", string="Calendar", readonly=True)
    kind = fields.Selection(KINDS, string="Kind of meeting", readonly=True)
    state = fields.Selection(STATES, readonly=True)
    chair_id = fields.Many2one("directive.leader", readonly=True)
    series_id = fields.Many2one("directive.meeting.series", readonly=True)
    meeting_count = fields.Integer(string="Meetings", readonly=True)
    held_count = fields.Integer(string="Held", readonly=True)
    postponed_count = fields.Integer(string="Times put off", readonly=True)
    notice_hours = fields.Float(
        string="Shortest notice (hours)",
        readonly=True,
        aggregator="avg",
        help="Hours between a change of the time and the time it was called for.",
    )
    cancelled_count = fields.Integer(string="Cancelled", readonly=True)
    urgent_count = fields.Integer(string="Urgent", readonly=True)
    unplanned_count = fields.Integer(string="Unplanned", readonly=True)
    late_invitation_count = fields.Integer(string="Invited late", readonly=True)
    late_conclusion_count = fields.Integer(string="Conclusions late", readonly=True)
    hours = fields.Float(readonly=True)
    point_count = fields.Integer(string="Conclusions", readonly=True)
    task_count = fields.Integer(string="Tasks", readonly=True)
    done_count = fields.Integer(string="Completed", readonly=True)
    in_time_count = fields.Integer(string="Completed in time", readonly=True)

    @property
    def _table_query(self):
        settings = self.env["directive.settings"]
        late = SQL(
            LATE,
            weekdays=sorted(settings._working_calendar().weekdays),
            days=settings._get_calendar("invitation_days"),
        )
        return SQL(
            STATISTICS, late=late, zone=settings._timezone().zone, held=held(), hours=hours()
        )

    def action_open_meeting(self):
        """Open the meeting behind this row."""
        self.ensure_one()
        return self.meeting_id._get_records_action()
