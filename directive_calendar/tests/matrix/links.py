"""Secret addresses of this addon, and pages for everybody."""

from odoo.addons.directive_tracking.tests.matrix.links import GOOD, Link

WEEK = "/work-calendar/<int:group>"


def make(case):
    """Return ``{method and route: links}``."""
    feeds = case.env["directive.calendar.feed"]
    gone = case.make_member("test_gone", case.agency_a)
    paths = {GOOD: case.user_a, "revoked": case.user_b, "of somebody who left": gone}
    paths = {why: _issue(feeds, user) for why, user in paths.items()}
    feeds.with_user(case.user_b).search([]).action_revoke()
    gone.active = False
    good = paths[GOOD]
    paths |= {
        "one letter changed": good[: -len("x.ics")] + ("0" if good[-5] != "0" else "1") + ".ics",
        "nothing": good.rpartition("/")[0] + "/0.ics",
        "too long": good.rpartition("/")[0] + f"/{'0' * 200}.ics",
    }
    weeks = _weeks(case)
    return {
        "GET /directive_calendar/feed/<string:token>.ics": [
            Link(why, path) for why, path in paths.items()
        ],
        f"GET {WEEK}": weeks,
        f"GET {WEEK}/<int:year>/<int:week>": [
            *(link._replace(path=f"{link.path}/2026/50") for link in weeks),
            *(Link("no week", f"{weeks[0].path}/{week}") for week in ("2026/54", "99999/1")),
        ],
    }


def _issue(feeds, user):
    url = feeds.with_user(user)._issue(feeds.env["directive.week.group"], "telephone")
    return url[url.index("/directive_calendar") :]


def _weeks(case):
    hidden = case.records["directive.week.group"]
    shown = hidden.copy({"name": "Shown", "is_public": True})
    hidden.is_public = False
    paths = {GOOD: shown.id, "not public": hidden.id, "of no calendar": 2**30}
    return [Link(why, f"/work-calendar/{one}") for why, one in paths.items()]
