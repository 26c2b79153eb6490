from . import directive_task_bulk_start
