from . import directive_history_load
from . import directive_history_file
from . import directive_history_loading
from . import directive_history_row
from . import directive_task_progress
from . import directive_transition
