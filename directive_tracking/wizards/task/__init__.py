from . import directive_task_batch
from . import directive_task_report
from . import directive_task_decision
from . import directive_task_correction
from . import directive_issue
