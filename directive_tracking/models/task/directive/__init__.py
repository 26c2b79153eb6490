from . import directive_directive
from . import directive_directive_correction
from . import directive_directive_issue
from . import directive_directive_search
from . import directive_transition
