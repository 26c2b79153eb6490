from . import directive_chaser_counter
from . import directive_chaser
from . import directive_chaser_line
from . import directive_explanation

from . import directive_chaser_issue
from . import directive_chaser_notice
from . import directive_chaser_paper
from . import directive_chaser_proposal
from . import directive_explanation_reminder
from . import directive_agency
from . import directive_notice_event
from . import directive_settings
from . import directive_task_chasing
from . import directive_task_explanation
from . import directive_task_interim
from . import directive_task_progress
from . import res_config_settings
