from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

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
