from . import directive_agency_member
from . import directive_escalation_step
from . import directive_notice_acknowledgement
from . import directive_notice_answer
from . import directive_notice_delivery
from . import directive_notice_floor
from . import directive_notice_preference
from . import directive_reminder_rule
