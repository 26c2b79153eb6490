from . import directive_meeting_point

from . import directive_meeting
from . import directive_meeting_concluding
from . import directive_meeting_reception
from . import directive_meeting_series
from . import directive_settings
from . import directive_week
from . import res_config_settings
