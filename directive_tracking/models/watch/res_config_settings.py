from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_watch_key = fields.Char(string="Watcher key", compute="_compute_directive_watch_key")

    def _compute_directive_watch_key(self):
        self.directive_watch_key = self.env["directive.health"]._watch_key()
