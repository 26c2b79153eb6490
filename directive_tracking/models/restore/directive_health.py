from odoo import api, models

from ...tools.watch.alarm import HELD, TRACE


class DirectiveHealth(models.Model):
    _inherit = "directive.health"

    @api.model
    def _report(self):
        """Return the report for the watcher: may anything be sent, and would a restore be noticed?"""
        report = super()._report()
        if self.env["directive.restore"]._is_held():
            report["problems"].append(HELD)
        if not self.env["directive.restore.trace"]._can_leave():
            report["problems"].append(TRACE)
        return {**report, "ok": not report["problems"]}

    @api.model
    def _heartbeat_warning(self):
        Restore = self.env["directive.restore"]
        return Restore._held_sentence() if Restore._is_held() else super()._heartbeat_warning()
