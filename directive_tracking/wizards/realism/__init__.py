from . import directive_issue
from . import directive_task_batch
from . import directive_task_correction
from . import directive_task_delegation
from . import directive_task_extension
from . import directive_task_grant
from . import directive_task_request_answer
