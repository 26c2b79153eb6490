from . import directive_calendar_feed
from . import directive_meeting_ics
