from odoo import models


class IrCron(models.Model):
    _inherit = "ir.cron"

    def _callback(self, cron_name, server_action_id):
        """Let jobs write as the province does: what they note and tell stays on record."""
        lang = self.env["directive.settings"]._official_lang()
        spoken = self.with_context(lang=lang) if lang else self
        return super(IrCron, spoken)._callback(cron_name, server_action_id)
