from . import directive_meeting_load
from . import directive_meeting_statistics
from . import directive_meeting_year
