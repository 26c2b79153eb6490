from odoo import fields, models
from odoo.tools import SQL

from ...tools.week.words import KINDS
from .held_sql import held, hours

# An agency's hours count where the meeting was held; private entries are in no figure.
LOAD = """
SELECT row.id, row.agency_id, meeting.id AS meeting_id, meeting.day, meeting.group_id, meeting.kind,
       1 AS meeting_count,
       %(hours)s AS hours
       %(attendance)s
  FROM directive_meeting_participation AS row
  JOIN directive_meeting AS meeting ON meeting.id = row.meeting_id
 WHERE row.agency_id IS NOT NULL AND NOT COALESCE(row.is_excluded, FALSE)
   AND NOT COALESCE(meeting.is_private, FALSE)
   AND %(held)s
"""
ATTENDANCE = """
     , (row.attendance = 'right_person')::int AS right_count
     , (row.attendance = 'substitute')::int AS substitute_count
     , (row.attendance = 'substitute_without_consent')::int AS unasked_count
     , (row.attendance = 'absent')::int AS absent_count
"""
# Until attendance is ticked anywhere, nobody is known to have come.
UNKNOWN = ", 0 AS right_count, 0 AS substitute_count, 0 AS unasked_count, 0 AS absent_count"


class DirectiveMeetingLoad(models.Model):
    """One row for each agency at a meeting held: the hours asked of it, and who came.

    Decree 191/2026/NĐ-CP wants fewer meetings each year; this is what they cost each agency.
    """

    _name = "directive.meeting.load"
    _description = "Meetings of an Agency"
    _auto = False
    _order = "day desc, id desc"
    _rec_name = "agency_id"
    _depends = {
        "directive.meeting": [
            "day",
            "date_to",
            "date_start",
            "is_shown",
            "date_end",
            "group_id",
            "kind",
            "state",
            "is_private",
        ],
        "directive.meeting.participation": ["meeting_id", "agency_id", "is_excluded"],
    }

    agency_id = fields.Many2one("directive.agency", readonly=True)
    meeting_id = fields.Many2one("directive.meeting", readonly=True)
    day = fields.Date(readonly=True)
    group_id = fields.Many2one("directive.week.group", string="Calendar", readonly=True)
    kind = fields.Selection(KINDS, string="Kind of meeting", readonly=True)
    meeting_count = fields.Integer(string="Meetings", readonly=True)
    hours = fields.Float(readonly=True)
    right_count = fields.Integer(string="Came in person", readonly=True)
    substitute_count = fields.Integer(string="Substitute with consent", readonly=True)
    unasked_count = fields.Integer(string="Substitute without consent", readonly=True)
    absent_count = fields.Integer(string="Absent", readonly=True)

    @property
    def _table_query(self):
        known = "attendance" in self.env["directive.meeting.participation"]._fields
        attendance = SQL(ATTENDANCE if known else UNKNOWN)
        return SQL(LOAD, attendance=attendance, held=held(), hours=hours())

    def action_open_meeting(self):
        """Open the meeting behind this row."""
        self.ensure_one()
        return self.meeting_id._get_records_action()
