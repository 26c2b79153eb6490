from odoo import api, models

from ...tools.watch.alarm import HELD


class DirectiveHealth(models.Model):
    _inherit = "directive.health"

    @api.model
    def _report(self):
        """Return the report for the watcher, with the code ``held`` while nothing may be sent."""
        report = super()._report()
        if self.env["directive.restore"]._is_held():
            report["problems"].append(HELD)
            report["ok"] = False
        return report

    @api.model
    def _heartbeat_warning(self):
        Restore = self.env["directive.restore"]
        return Restore._held_sentence() if Restore._is_held() else super()._heartbeat_warning()
