from . import directive_officer_handover
from . import directive_task_delegation

from . import directive_notice_event
from . import directive_standin
from . import directive_task_deadline
from . import directive_task_inner
from . import directive_task_parts
from . import directive_task_progress
from . import directive_task_standin
from . import directive_transition
