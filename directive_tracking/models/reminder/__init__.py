from . import directive_reminder_rule

from . import directive_notice
from . import directive_notice_event
from . import directive_reminder_choice
from . import directive_reminder_run
from . import directive_task
from . import directive_calendar_day
