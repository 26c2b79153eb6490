from . import directive_likeness_check
from . import directive_likeness_line

from . import directive_issue
from . import directive_task_batch
