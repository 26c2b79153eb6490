from . import directive_task_former
from . import directive_task_former_line
from . import directive_task_request

from . import directive_agency_figures
from . import directive_notice_answer
from . import directive_notice_event
from . import directive_settings
from . import directive_task
from . import directive_task_answer
from . import directive_task_cause
from . import directive_task_granting
from . import directive_task_notice
from . import directive_task_request_decision
from . import directive_task_request_search
from . import directive_task_transfer
from . import res_config_settings
from . import directive_task_former_search
