from . import directive_waiting_mixin

from . import directive_task_coordination
from . import directive_task_opinion

from . import directive_notice
from . import directive_notice_event
from . import directive_task
from . import directive_task_coordinating
from . import directive_task_progress
from . import directive_transition
from . import directive_task_opinion_search
from . import directive_task_coordination_search
