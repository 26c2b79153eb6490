from . import directive_task_correction
