from prometheus_client import CONTENT_TYPE_LATEST

from odoo import SUPERUSER_ID, http
from odoo.http import request


class Metrics(http.Controller):
    """Figures for a monitoring system, such as Prometheus, that authenticates with the watcher's key."""

    @http.route(
        "/directive_tracking/metrics",
        type="http",
        auth="none",
        methods=["GET"],
        save_session=False,
        readonly=False,  # a replica knows neither who follows nor how busy the primary is
    )
    def metrics(self):
        """Answer the figures as Prometheus text; without the key nothing but 404."""
        if not request.db:
            return request.make_response("", status=503)
        # The caller has no account; the key lets it read a few global figures.
        env = request.env(user=SUPERUSER_ID)
        scheme, _space, key = request.httprequest.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or not env["directive.health"]._is_watcher(key):
            return request.not_found()
        headers = [("Content-Type", CONTENT_TYPE_LATEST), ("Cache-Control", "no-store")]
        return request.make_response(env["directive.metrics"]._text(), headers)
