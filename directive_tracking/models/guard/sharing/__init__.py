from . import directive_sharing_guard
from . import ir_filters
from . import ir_embedded_actions
