from . import directive_directive
from . import directive_notice_event
from . import directive_task
