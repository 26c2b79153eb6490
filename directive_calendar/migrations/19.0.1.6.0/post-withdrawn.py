"""Registrations that their agency withdrew say so; until now they said that they were cancelled."""

WITHDRAWN = """
UPDATE directive_meeting
   SET is_withdrawn = true
 WHERE state = 'cancelled' AND registered_by_agency_id IS NOT NULL
   AND reason IN ('Withdrawn by the agency', 'Cơ quan đã rút')
"""


def migrate(cr, version):
    cr.execute(WITHDRAWN)
