from . import directive_task_delegation
from . import directive_task_report
