from . import directive_reminder_rule

from . import directive_reminder_choice
from . import directive_reminder_run
