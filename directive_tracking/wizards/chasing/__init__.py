from . import directive_chase
from . import directive_chase_withdrawal
from . import directive_explanation_answer
from . import directive_task_decision
from . import directive_task_report
