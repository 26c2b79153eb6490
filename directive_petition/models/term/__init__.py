from . import petition_named_mixin
from . import petition_province_mixin
from . import petition_visibility_mixin

from . import petition_term
from . import petition_clock
from . import petition_clock_change
from . import petition_clock_extension
from . import petition_clock_page
from . import petition_clock_pause
from . import petition_clock_steps
from . import directive_calendar_day
