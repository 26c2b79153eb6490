from . import directive_meeting
from . import directive_week
from . import petition_session
