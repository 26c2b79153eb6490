from odoo import SUPERUSER_ID, http
from odoo.http import request

NO_DATABASE = {"ok": False, "problems": ["database"], "ages": {}, "overdue": None}


class Health(http.Controller):
    """The heartbeat, for a watcher that does not live in this process."""

    @http.route(
        "/directive_tracking/health",
        type="http",
        auth="none",
        methods=["GET"],
        save_session=False,
        readonly=False,  # it writes down that somebody watches
    )
    def health(self):
        """Answer 200 if reminders and messages go out, 503 if they do not, with the reason's code.

        Without a database only a server-wide module is asked at all; elsewhere Odoo answers
        404, which no watcher takes for health.
        """
        report = self._report() if request.db else NO_DATABASE
        status = 200 if report["ok"] else 503
        return request.make_json_response(report, {"Cache-Control": "no-store"}, status=status)

    def _report(self):
        # Whoever asks is nobody; he is told a few figures of the whole.
        health = request.env(user=SUPERUSER_ID)["directive.health"]
        health._note_asked()
        return health._report()
