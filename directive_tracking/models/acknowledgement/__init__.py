from . import directive_board_mixin
from . import directive_acknowledgement_mixin
from . import directive_duty
from . import directive_escalation_step
from . import directive_notice_acknowledgement

from . import directive_agency_member
from . import directive_notice
from . import directive_notice_acknowledgement_search
from . import directive_notice_board
from . import directive_notice_call
from . import directive_notice_delivery
from . import directive_notice_event
from . import directive_notice_ladder
from . import directive_notice_remind
from . import directive_notice_successor
from . import directive_settings
from . import directive_subject_mixin
