from . import directive_realism
from . import directive_deadline_mixin

from . import directive_task
