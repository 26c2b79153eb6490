from . import directive_task_event
from . import directive_task_series_correction
from . import directive_task_series_step

from . import directive_task_batch
from . import directive_task_correction
