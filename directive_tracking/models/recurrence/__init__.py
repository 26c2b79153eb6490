from . import directive_rhythm_mixin
from . import directive_opening_mixin
from . import directive_term_mixin
from . import directive_task_occurrence
from . import directive_task_series
from . import directive_task_series_correction
from . import directive_task_series_opening

from . import directive_directive
from . import directive_notice_event
from . import directive_task
from . import directive_task_event
from . import directive_task_doubts
from . import directive_task_review
from . import directive_task_rhythm
from . import directive_transition
from . import directive_task_series_search
