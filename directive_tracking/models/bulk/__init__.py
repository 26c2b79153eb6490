from . import directive_bulk_mixin
from . import directive_task
from . import directive_task_bulk
from . import directive_task_bulk_line
from . import directive_task_bulk_work
