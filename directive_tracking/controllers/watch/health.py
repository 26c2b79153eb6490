import time

from odoo import SUPERUSER_ID, http
from odoo.http import request

from ...tools.watch.alarm import DATABASE

KEY = "X-Directive-Watch"
NO_DATABASE = {"ok": False, "problems": [DATABASE], "ages": {}, "overdue": None}
SECONDS = 10.0
_remembered = {}  # database: (moment, report)


class Health(http.Controller):
    """The heartbeat, for a watcher outside this process.

    Anybody may request it at no cost, which changes nothing: strangers get the cached result of the
    last seconds. A watcher with the key gets the current state, and its visit is recorded.
    """

    @http.route(
        "/directive_tracking/health",
        type="http",
        auth="none",
        methods=["GET"],
        save_session=False,
        readonly=False,  # a replica knows neither who follows nor whether messages can be sent
    )
    def health(self):
        """Answer 200 if all is well, otherwise 503 with the codes of `tools.watch.alarm`.

        Without a database, only server-wide modules receive the request; otherwise Odoo answers
        404, which no watcher accepts as healthy.
        """
        report = self._report() if request.db else NO_DATABASE
        status = 200 if report["ok"] else 503
        return request.make_json_response(report, {"Cache-Control": "no-store"}, status=status)

    def _report(self):
        # The caller is anonymous and gets only a few global figures.
        health = request.env(user=SUPERUSER_ID)["directive.health"]
        if health._is_watcher(request.httprequest.headers.get(KEY)):
            health._note_asked()
            return health._report()
        return self._remembered_report(health)

    def _remembered_report(self, health):
        moment, report = _remembered.get(request.db, (None, None))
        if moment is None or time.monotonic() - moment > SECONDS:
            report = health._report()
            _remembered[request.db] = time.monotonic(), report
        return report
