from odoo import models


class DirectiveDirective(models.Model):
    _inherit = "directive.directive"

    _notice_path = "directives"
    _notice_watcher = "monitor_id"

    def _notice_item(self):
        return {
            "number": self.number or self.subject or "",
            "point": "",
            "name": self.subject or "",
            "agency": "",
            "deadline": False,
            "overdue": 0,
        }
