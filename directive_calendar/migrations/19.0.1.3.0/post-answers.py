"""An answer that stands was given to the last change: an earlier one was forgotten with the change."""

NUMBER = """
UPDATE directive_meeting_participation AS participation
   SET answered_number = meeting.sequence
  FROM directive_meeting AS meeting
 WHERE meeting.id = participation.meeting_id AND participation.answer <> 'waiting'
"""


def migrate(cr, version):
    cr.execute(NUMBER)
