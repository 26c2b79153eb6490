from . import directive_calendar_proposal
