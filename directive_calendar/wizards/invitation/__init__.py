from . import directive_meeting_reply
