from . import directive_meeting
from . import directive_meeting_holding
from . import directive_week
from . import petition_session
from . import petition_session_holding
