from datetime import date, timedelta

from werkzeug.exceptions import NotFound

from odoo import SUPERUSER_ID, http
from odoo.fields import Domain
from odoo.http import request

from ...tools.week.page import shown_in_public

ADDRESS = "/work-calendar/<int:group>"


class PublicWeek(http.Controller):
    """Published weeks for everybody, of the calendars that the Office shows to everybody."""

    @http.route(
        [ADDRESS, ADDRESS + "/<int:year>/<int:week>"],
        type="http",
        auth="public",
        methods=["GET"],
        csrf=False,
        save_session=False,
    )
    def week(self, group, year=None, week=None, **_params):
        """Show one week; 404 for a calendar that is not public, whether it exists or not."""
        # The page is for people without an account; only what is published for all is looked for.
        env = request.env(user=SUPERUSER_ID)
        calendar = env["directive.week.group"].search(
            Domain("id", "=", group) & Domain("is_public", "=", True)
        )
        if not calendar:
            raise NotFound
        return self._render(calendar, self._monday(env, year, week))

    def _monday(self, env, year, week):
        today = env["directive.settings"]._today()
        if year is None:
            return today - timedelta(days=today.weekday())
        try:
            day = date.fromisocalendar(year, week, 1)
        except (ValueError, OverflowError) as error:
            raise NotFound from error
        if abs(day - today) > timedelta(days=3660):
            raise NotFound
        return day

    def _render(self, calendar, day):
        weeks = calendar.env["directive.week"]._in_official_language()
        week = weeks.search(
            [("group_id", "=", calendar.id), ("date_from", "=", day), ("state", "=", "published")]
        )
        found = week or weeks.new({"group_id": calendar.id, "date_from": day})
        shown = week and found._page(shown_in_public(week._entries()))
        base = f"/work-calendar/{calendar.id}"
        values = {
            **(shown or {"days": [], "title": found.display_name, "revision": 0, "updated": ""}),
            "before": self._path(base, day - timedelta(days=7)),
            "after": self._path(base, day + timedelta(days=7)),
            "current": base,
            "lang": weeks.env.lang or "vi_VN",
        }
        page = weeks.env["directive.plain.page"]
        html, headers = page._render("directive_calendar.public_week", values, for_everybody=True)
        return request.make_response(html, headers)

    def _path(self, base, day):
        year, week, _weekday = day.isocalendar()
        return f"{base}/{year}/{week}"
