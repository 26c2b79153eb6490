from . import directive_task_likeness

from . import directive_settings
from . import directive_task
from . import directive_task_merging
from . import directive_transition
from . import res_config_settings
