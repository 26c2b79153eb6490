from odoo import api, models
from odoo.tools import SQL


class DirectiveTask(models.Model):
    """A task as a subject of notices."""

    _inherit = "directive.task"

    _notice_path = "directive-tasks"
    _notice_watcher = "monitor_id"
    _seen_ends_todo = False

    def _notice_item(self):
        return {
            **self.directive_id._notice_item(),
            "point": self.point or "",
            "name": self.name,
            "agency": self.lead_agency_id.name or "",
            "deadline": self.date_deadline,
            "overdue": self.days_overdue,
        }

    @api.model
    def _notice_count_words(self, count):
        return self.env._("%(count)s tasks", count=count)

    @api.model
    def _notice_columns(self):
        return super()._notice_columns() | {
            "subject_name": SQL("COALESCE(NULLIF(record.number, ''), record.name)"),
            "task_id": SQL("record.id"),
            "directive_id": SQL("record.directive_id"),
            "date_deadline": SQL("record.date_deadline"),
        }
