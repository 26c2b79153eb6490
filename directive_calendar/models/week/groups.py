"""Roles to whom a field of the calendar is shown, beside its readers."""

OFFICE_OR_LEADER = (
    "directive_tracking.group_directive_office,directive_tracking.group_directive_leader"
)
SETTING_UP = f"{OFFICE_OR_LEADER},directive_tracking.group_directive_admin"
