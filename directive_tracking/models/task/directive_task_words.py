from odoo import models


class DirectiveTask(models.Model):
    _inherit = "directive.task"

    _notice_path = "directive-tasks"
    _notice_watcher = "monitor_id"

    def _notice_item(self):
        return {
            **self.directive_id._notice_item(),
            "point": self.point or "",
            "name": self.name,
            "agency": self.lead_agency_id.name or "",
            "deadline": self.date_deadline,
            "overdue": self.days_overdue,
        }
