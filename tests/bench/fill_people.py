"""The agencies of a province and their 5,000 people."""

from typing import NamedTuple

from odoo import Command

from .cloning import clone

AGENCIES = {"office": 1, "department": 20, "commune": 102, "unit": 47}
NAMES = {
    "office": "Văn phòng Ủy ban nhân dân tỉnh {}",
    "department": "Sở Chuyên môn {}",
    "commune": "Ủy ban nhân dân xã Thanh Sơn {}",
    "unit": "Trung tâm Sự nghiệp {}",
}
USERS = 5_000
GROUP = "directive_tracking.group_directive_"


class People(NamedTuple):
    """User n has the id ``first_user + n`` and belongs to agency number ``n % 170``; the Office is number 0."""

    first_user: int
    agency_ids: list
    specialist_ids: list


def fill(env):
    """Create agencies, users and posts; the users cannot log in."""
    agency_ids = _agencies(env)
    size = len(agency_ids)
    users, partners = _users(env)
    _posts(env, agency_ids, users, partners)
    leader, office, agency = (env.ref(GROUP + role).id for role in ("leader", "office", "agency"))
    _join_groups(
        env,
        users,
        f"CASE WHEN n = {size} THEN {leader} WHEN n % {size} = 0 THEN {office} ELSE {agency} END",
    )
    people = People(users, agency_ids, [users + n for n in range(2 * size, USERS, size)])
    _monitors(env.cr, people)
    env.invalidate_all()
    return people


def _agencies(env):
    """Return the agency ids: communes and departments at the top, units under departments."""
    made = env["directive.agency"].create(
        [
            {
                "name": NAMES[kind].format(number),
                "code": f"H99.{kind[:1]}{number}",
                "kind": kind,
                "commune_kind": "xa" if kind == "commune" else False,
                "sequence": number,
            }
            for kind, count in AGENCIES.items()
            for number in range(count)
        ]
    )
    departments = made.filtered(lambda agency: agency.kind == "department")
    for number, unit in enumerate(made.filtered(lambda agency: agency.kind == "unit")):
        unit.parent_id = departments[number % len(departments)]
    env.flush_all()
    return made.ids


def _users(env):
    """Return the ids before the first of the new users and of their contacts."""
    model = env["res.users"].create(
        {
            "name": "Cán bộ",
            "login": "bench_0",
            "email": "bench_0@example.vn",
            "group_ids": [Command.set(env.ref(GROUP + "agency").ids)],
        }
    )
    env.flush_all()
    numbers = f"generate_series(1, {USERS}) n"
    email = "'bench_' || n || '@example.vn'"
    partners = clone(
        env.cr,
        "res_partner",
        model.partner_id.id,
        numbers,
        name="'Cán bộ ' || n",
        complete_name="'Cán bộ ' || n",
        email=email,
        email_normalized=email,
    )
    users = clone(
        env.cr, "res_users", model.id, numbers, login="'bench_' || n", partner_id=f"{partners} + n"
    )
    return users, partners


def _posts(env, agency_ids, users, partners):
    """Give each agency a head, a deputy and two responders; the others are officers."""
    model = env["directive.agency.member"].create(
        {"agency_id": agency_ids[0], "user_id": env.ref("base.user_admin").id, "role": "officer"}
    )
    env.flush_all()
    rank = f"(n / {len(agency_ids)})"
    clone(
        env.cr,
        "directive_agency_member",
        model.id,
        f"generate_series(1, {USERS}) n",
        agency_id=f"(ARRAY{agency_ids})[1 + n % {len(agency_ids)}]",
        partner_id=f"{partners} + n",
        user_id=f"{users} + n",
        role=f"COALESCE((ARRAY['head','deputy','responder','responder'])[1 + {rank}], 'officer')",
        role_rank=f"LEAST({rank}, 3) - ({rank} = 3)::int",
    )
    model.unlink()


def _join_groups(env, users, group):
    numbers = f"generate_series(1, {USERS}) n"
    env.cr.execute(f"""
        INSERT INTO res_company_users_rel (cid, user_id) SELECT {env.company.id}, {users} + n FROM {numbers}
    """)
    env.cr.execute(
        f"INSERT INTO res_groups_users_rel (gid, uid) SELECT {group}, {users} + n FROM {numbers}"
    )


def _monitors(cr, people):
    """Let each specialist of the Office follow some of the agencies."""
    specialists = people.specialist_ids
    cr.execute(
        f"UPDATE directive_agency SET monitor_id = (ARRAY{specialists})[1 + id %% {len(specialists)}]"
        " WHERE id = ANY(%s)",
        [people.agency_ids],
    )
