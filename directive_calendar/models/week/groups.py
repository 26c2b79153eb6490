"""Roles to whom a field of the calendar is shown, beside its readers."""

OFFICE_OR_LEADER = (
    "directive_tracking.group_directive_office,directive_tracking.group_directive_leader"
)
KEEPER = "directive_calendar.group_calendar_keeper"
WRITING = f"{OFFICE_OR_LEADER},{KEEPER}"
SETTING_UP = f"{OFFICE_OR_LEADER},directive_tracking.group_directive_admin"
