from . import petition_task_giving
