from . import directive_task_decision
from . import directive_verification_draw
from . import directive_verification_result
