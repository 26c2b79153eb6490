from . import directive_task_extension
from . import directive_task_grant
from . import directive_task_request_answer
