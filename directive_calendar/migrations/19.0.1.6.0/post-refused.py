"""Agencies no longer see what was refused to another one before it stood in the calendar."""

from odoo.api import SUPERUSER_ID, Environment

NEVER_PUBLISHED = [
    ("state", "=", "cancelled"),
    ("registered_by_agency_id", "!=", False),
    ("revision_ids", "=", False),
]


def migrate(cr, version):
    meetings = Environment(cr, SUPERUSER_ID, {})["directive.meeting"]
    refused = meetings.search(NEVER_PUBLISHED)
    meetings.env.add_to_compute(meetings._fields["shown_agency_ids"], refused)
    meetings.env.flush_all()
