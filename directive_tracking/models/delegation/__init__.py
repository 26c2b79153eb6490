from . import directive_task_delegation
from . import directive_task_deadline
from . import directive_task_inner
from . import directive_task_parts
from . import directive_task_progress
