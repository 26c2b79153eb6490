"""Roles to whom a field of a record is shown, beside its readers."""

OFFICE_OR_LEADER = (
    "directive_tracking.group_directive_office,directive_tracking.group_directive_leader"
)
