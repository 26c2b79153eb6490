from . import directive_difficulty_cause
from . import directive_task
from . import directive_task_progress

from . import directive_task_correction
from . import directive_task_deadline
from . import directive_task_issue
from . import directive_task_leader
from . import directive_task_stamps
from . import directive_task_visibility
from . import directive_task_judging
from . import directive_task_workflow
from . import directive_settings
from . import res_config_settings

from . import agency
from . import directive
from . import finding
from . import notice
