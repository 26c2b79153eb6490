"""What was imported as cancelled stands on the page of its week, as on the page it was taken from."""

OFF = """
UPDATE directive_meeting AS meeting
   SET is_printed_off = true
 WHERE state = 'cancelled' AND registered_by_agency_id IS NULL AND reason = remark
   AND NOT EXISTS (SELECT FROM directive_meeting_revision AS change
                    WHERE change.meeting_id = meeting.id)
"""


def migrate(cr, version):
    cr.execute(OFF)
