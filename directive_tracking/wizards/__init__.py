from . import directive_task_delegation
from . import directive_task_report
from . import directive_task_decision
from . import directive_task_extension
from . import directive_calendar_proposal
from . import directive_province_setup
