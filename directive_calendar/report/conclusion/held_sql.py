"""What the figures of meetings count as held, and how long: the same in each of them."""

from odoo.fields import Datetime
from odoo.tools import SQL

# Nobody has to press a button for a meeting to have taken place: once its time is over it was
# held, unless it was put off or cancelled. What never stood in a published week was not.
HELD = """
(meeting.state IN ('in_session', 'held', 'concluded')
 OR meeting.state IN ('approved', 'invited') AND meeting.is_shown AND meeting.date_end < %s)
"""
# Of several days, the hours of each.
HOURS = """
GREATEST(EXTRACT(EPOCH FROM meeting.date_end - meeting.date_start) / 3600
         - 24 * COALESCE(meeting.date_to - meeting.day, 0), 0)
 * (COALESCE(meeting.date_to - meeting.day, 0) + 1)
"""


def held():
    """Return the condition that the row ``meeting`` was held."""
    return SQL(HELD, Datetime.now())


def hours():
    """Return how many hours the row ``meeting`` takes."""
    return SQL(HOURS)
