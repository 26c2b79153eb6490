import time

from odoo import models
from odoo.http import request

from ...tools.watch import load

ARRIVED = "X-Request-Start"  # written by nginx


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _dispatch(cls, endpoint):
        """Measure each request, for the monitoring."""
        arrived = load.began(request.httprequest.headers.get(ARRIVED))
        with load.measured(arrived and time.time() - arrived):
            return super()._dispatch(endpoint)

    def session_info(self):
        """Warn the Office and administrators when messages are not being sent.

        Their browsers show the warning, so it does not depend on the failed job.
        """
        result = super().session_info()
        user = self.env.user
        if any(
            user.has_group(f"directive_tracking.group_directive_{role}")
            for role in ("office", "admin")
        ):
            result["directive_warning"] = self.env["directive.health"]._heartbeat_warning()
        return result
