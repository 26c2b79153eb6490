from . import directive_meeting_answer

from . import directive_meeting_answering
from . import directive_meeting_decision
from . import directive_meeting_invitation
from . import directive_meeting_known
from . import directive_meeting_notice
from . import directive_meeting_recipients
from . import directive_meeting_session
from . import directive_meeting_telling
from . import directive_meeting_words
from . import directive_meeting_participation
from . import directive_meeting_participation_attendance
from . import directive_meeting_participation_consent
from . import directive_notice_answer
from . import directive_notice_event
from . import directive_week
