from . import directive_subject_mixin

from . import directive_directive
from . import directive_task
