"""Signed addresses of this addon: what opens them, and what must not."""

from datetime import timedelta
from typing import NamedTuple

from odoo import fields

from ...models.answer.directive_notice_link import LINK_LIFE
from ...tools.notice import link_token
from ...tools.notice.delivery import CANCELLED
from ...tools.recipient import Recipient

GOOD = "good"
SIGNED = link_token.SIGNATURE


class Link(NamedTuple):
    """One request to a route that asks for no login."""

    why: str  # GOOD, or what is wrong with it
    path: str
    form: dict | None = None
    headers: dict | None = None
    is_told: bool = False  # whether who asks has shown a right to hear what is wrong


def make(case):
    """Return ``{method and route: links}``; a text instead says why there is nothing to open."""
    pages = _answer_links(case)
    pressed = [link._replace(form={"kind": "comment", "text": "A word"}) for link in pages]
    key = case.env["directive.health"]._watch_key()
    return {
        "GET /d/<string:token>": pages,
        "POST /d/<string:token>": pressed,
        "GET /directive_tracking/health": "tells everybody whether the system works",
        "GET /directive_tracking/metrics": _metrics(key),
        # Addresses of Odoo that are answered here.
        "POST /mail/attachment/upload": "asks for the token of a form, and for a right to post",
        "POST /html_editor/link_preview_external": "answers nothing to anybody",
    }


def _answer_links(case):
    links, task = case.env["directive.notice.link"], case.records["directive.task"]
    rows = {why: _told(case, task, why) for why in (GOOD, "expired", "cancelled")}
    tokens = {why: links._token(row) for why, row in rows.items()}
    case.env.flush_all()
    _spoil(case, rows)
    good = tokens[GOOD]
    tokens |= {
        "the signature of another": good[:-SIGNED] + tokens["expired"][-SIGNED:],
        "one letter changed": good[:-1] + ("0" if good[-1] != "0" else "1"),
        "signed with another secret": link_token.make(rows[GOOD].id, "ab" * 32),
        "of no row": link_token.make(2**30, "ab" * 32),
        "cut": good[:-4],
        "nothing": "0",
    }
    return [Link(why, f"/d/{token}") for why, token in tokens.items()]


def _told(case, task, why):
    """Return the row of an e-mail to the responder of agency A."""
    Delivery, person = case.env["directive.notice.delivery"], case.user_a
    people = [Recipient(person.partner_id.id, person.id, case.agency_a.id)]
    case.env["directive.notice"]._post(
        "task_instructed", task, {task.id: people}, channels=("email",), occurrence=why
    )
    return Delivery.search([("channel", "=", "email")], order="id desc", limit=1)


def _spoil(case, rows):
    """Let each row have become what it is called."""
    expired = fields.Datetime.now() - LINK_LIFE - timedelta(minutes=1)
    case.env.cr.execute(
        "UPDATE directive_notice_delivery SET date_queued = %s WHERE id = %s",
        [expired, rows["expired"].id],
    )
    case.env.invalidate_all()
    rows["cancelled"]._move(CANCELLED, "Withdrawn")


def _metrics(key):
    keys = {GOOD: key, "another key": "ab" * 32, "no key": "", "cut": key[:-1]}
    path = "/directive_tracking/metrics"
    return [
        Link(why, path, headers={"Authorization": f"Bearer {one}"}) for why, one in keys.items()
    ]
