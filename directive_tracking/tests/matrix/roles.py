"""The users of the matrix, one for each role and without other roles."""

from odoo.tests import new_test_user

ROLES = (
    "none",
    "responder",
    "officer",
    "head",
    "above",
    "coordinator",
    "former",
    "foreign",
    "specialist",
    "leader",
    "administrator",
    "portal",
    "public",
)
# Users who must never see data of agency A.
STRANGERS = ("none", "former", "foreign", "portal", "public")


def make_people(case):
    """Return ``{role: user}`` for the province of ``case``."""
    above = case.make_agency("Agency above A")
    case.agency_a.parent_id = above
    people = {
        "none": case.outside_user,
        "responder": case.user_a,
        "officer": case.make_member("test_officer_a", case.agency_a, role="officer"),
        "head": case.head_a,
        "above": case.make_member("test_above", above, role="head"),
        "coordinator": case.user_x,
        "former": case.make_member("test_former", case.agency_a, date_to="2020-01-01"),
        "foreign": case.user_b,
        "specialist": case.office_user,
        "leader": case.leader_user,
        "administrator": case.admin_user,
        "portal": new_test_user(case.env, login="test_portal", groups="base.group_portal"),
        "public": case.env.ref("base.public_user"),
    }
    return {role: people[role] for role in ROLES}
