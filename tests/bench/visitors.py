"""The people of a working morning: who they are, and their sessions."""

import random
from typing import NamedTuple

from odoo import api, http
from odoo.modules.registry import Registry
from odoo.service import security

from .morning import ZONE, Ours, Theirs

ROLES = {"responder": 34, "specialist": 10, "leader": 6}  # of 50 people
APPS = {"ours": Ours, "Project": Theirs}
# Project's managers see all of its tasks, as our leader sees all of ours.
MANAGE = "INSERT INTO res_groups_users_rel (gid, uid) VALUES (%s, %s) ON CONFLICT DO NOTHING"


class Visitor(NamedTuple):
    """Somebody with a session, and their morning in each application."""

    session: str
    mornings: dict


def gather(name, count):
    """Return so many people of the database ``name``; any part from the front holds every role."""
    registry, known = Registry(name), {}
    with registry.cursor() as cr:
        cast = _cast(api.Environment(cr, api.SUPERUSER_ID, {}))
    registry.clear_all_caches()
    roles = [role for role, share in ROLES.items() for _one in range(share)]
    random.Random(50).shuffle(roles)
    found = []
    for number in range(count):
        member = cast[roles[number % len(roles)]].pop(0)
        cast[member.role].append(member)  # comes again when everybody has come
        with registry.cursor() as cr:
            found.append(_visitor(cr, member, known))
    return found


class Member(NamedTuple):
    """A user as the database has them."""

    role: str
    uid: int
    agency_id: int = None


def _cast(env):
    """Return ``{role: [Member]}``, of the responders first one of each agency."""
    members = env["directive.agency.member"].search(
        [("role", "=", "responder"), ("agency_id.kind", "!=", "office")], order="id"
    )
    monitors = env["directive.agency"].search([("monitor_id", "!=", False)]).monitor_id
    leaders = env.ref("directive_tracking.group_directive_leader").user_ids
    for uid in leaders.ids:
        env.cr.execute(MANAGE, [env.ref("project.group_project_manager").id, uid])
    return {
        "responder": [Member("responder", one.user_id.id, one.agency_id.id) for one in members],
        "specialist": [Member("specialist", uid) for uid in monitors.ids],
        "leader": [Member("leader", uid) for uid in leaders.ids],
    }


def _visitor(cr, member, known):
    env = api.Environment(cr, member.uid, {"lang": "en_US", "tz": ZONE})
    agency = member.agency_id and env["directive.agency"].browse(member.agency_id)
    mornings = {app: make(env, member.role, agency, known) for app, make in APPS.items()}
    return Visitor(_log_in(env), mornings)


def _log_in(env):
    """Return the id of a new session of the user of ``env``, who has no password to type."""
    store = http.root.session_store
    session = store.new()
    session.update(http.get_default_session(), db=env.cr.dbname, _trace_disable=True)
    session.uid, session.login = env.uid, env.user.login
    session.context = dict(env["res.users"].context_get())
    session.session_token = security.compute_session_token(session, env)
    store.save(session)
    return session.sid
