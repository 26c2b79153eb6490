from . import directive_broadcast

from . import directive_broadcast_audience
from . import directive_broadcast_cause
from . import directive_broadcast_notice
from . import directive_broadcast_search
from . import directive_broadcast_sending
from . import directive_notice
from . import directive_notice_acknowledgement
from . import directive_notice_answer
from . import directive_notice_delivery
from . import directive_notice_event
from . import directive_subject_mixin
