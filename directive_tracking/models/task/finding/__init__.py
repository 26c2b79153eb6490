from . import directive_task_search_mixin
from . import directive_task_figures
from . import directive_task_mine
from . import directive_task_progress_search
from . import directive_task_search
