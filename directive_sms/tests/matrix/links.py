"""Signed addresses of this addon, that providers call."""

from datetime import timedelta

from odoo import fields

from odoo.addons.directive_tracking.tests.matrix.links import GOOD, Link

from ...models.gateway.directive_sms_gateway_address import REPLY, REPORT, REPORTS, _signature

OLD, OTHER = "signed with a secret whose week is over", "signed by another gateway"
MESSAGE = "zqx-request"


def make(case):
    """Return ``{method and route: links}``."""
    gateway, other = case.gateway, case.gateway.copy({"name": "Another"})
    old = {purpose: _signed(gateway, purpose) for purpose in (REPLY, REPORT, REPORTS)}
    gateway.action_new_secret()
    gateway.date_old_secret = fields.Datetime.now() - timedelta(minutes=1)
    made = {}
    for purpose, word in ((REPLY, "reply"), (REPORTS, "report"), (REPORT, "report")):
        signatures = {
            **{GOOD: _signed(gateway, purpose), OLD: old[purpose]},
            OTHER: _signed(other, purpose),
            "for another purpose": _signed(gateway, REPLY if purpose == REPORTS else REPORTS),
            "with the bare secret": _signature(gateway.report_secret.encode(), word),
            "nothing": "0",
        }
        made |= _routes(gateway, purpose, word, signatures)
    return made


def _routes(gateway, purpose, word, signatures):
    start = f"/directive_sms/{word}/{gateway.id}"
    route = f"/directive_sms/{word}/<int:gateway_id>"
    if purpose == REPORT:
        links = [Link(why, f"{start}/{MESSAGE}/{one}") for why, one in signatures.items()]
        links.append(Link("of another message", f"{start}/another/{signatures[GOOD]}"))
        route += "/<string:request_id>/<string:signature>"
        return {f"GET {route}": links, f"POST {route}": _posted(links)}
    links = [Link(why, f"{start}/{one}") for why, one in signatures.items()]
    links.append(Link("of no gateway", f"/directive_sms/{word}/{2**30}/{signatures[GOOD]}"))
    inside = [Link(why, start, {"signature": one}) for why, one in signatures.items()]
    return {
        f"GET {route}/<string:signature>": links,
        f"POST {route}/<string:signature>": _posted(links),
        f"POST {route}": inside,
    }


def _posted(links):
    return [link._replace(form={"status": "1"}) for link in links]


def _signed(gateway, purpose):
    return gateway._sign(purpose, MESSAGE if purpose == REPORT else "")
