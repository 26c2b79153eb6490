import hashlib
import time

from odoo import SUPERUSER_ID, http
from odoo.http import request

from odoo.addons.directive_tracking.tools.guard import access_log
from odoo.addons.directive_tracking.tools.guard.cooldown import Cooldown

from ...tools.meeting import ics

LONGEST = 100  # signs of an address
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
# A whole building shares one address: only wrong ones are counted by it, good ones each for itself.
wrong_tokens = Cooldown(limit=30, seconds=600)
calls = Cooldown(limit=60, seconds=600)
access_log.hide(r"( /directive_calendar/feed/)\S+")


class CalendarFeed(http.Controller):
    """A calendar for programs: the secret address alone grants access, with its owner's rights."""

    @http.route(
        "/directive_calendar/feed/<string:token>.ics",
        type="http",
        auth="public",
        methods=["GET"],
        csrf=False,
        save_session=False,
    )
    def feed(self, token, **_params):
        """Answer with the calendar; 304 if nothing changed, 404 for a wrong or revoked address."""
        # The caller has no session: the secret stands for the owner, whose rights then apply.
        feeds = request.env["directive.calendar.feed"].with_user(SUPERUSER_ID)
        feed = feeds._find(token) if len(token) <= LONGEST else feeds
        if not feed:
            too_many = wrong_tokens.note(request.httprequest.remote_addr, time.monotonic())
            return self._unknown(429 if too_many else 404)
        if calls.note((request.db, feed.id), time.monotonic()):
            return self._answer(b"", 429, {"Retry-After": "600"})
        return self._calendar(feed._calendar())

    def _unknown(self, status):
        """Answer a wrong, revoked or lost address with what a person can do, also in a program."""
        language = request.env["directive.notice.delivery"]._fallback_lang()
        words = request.env(context={"lang": language})._(
            "This address of a calendar is not valid. It may have been revoked, or lost when the "
            "system was restored from a backup. Log in and make a new one: menu “Calendars on my "
            "telephone”."
        )
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        return self._answer(words.encode(), status, headers)

    def _calendar(self, content):
        tag = hashlib.sha256(content).hexdigest()[:32]
        headers = {"Content-Type": ics.mime_type(ics.PUBLISH), "ETag": f'"{tag}"'}
        if tag in request.httprequest.if_none_match:
            return self._answer(b"", 304, headers)
        return self._answer(content, 200, headers)

    def _answer(self, content, status, headers=()):
        return request.make_response(content, [*(HEADERS | dict(headers)).items()], status=status)
