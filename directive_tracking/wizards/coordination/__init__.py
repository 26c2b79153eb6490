from . import directive_coordination_duty
from . import directive_opinion_answer
from . import directive_opinion_question
from . import directive_task_report
