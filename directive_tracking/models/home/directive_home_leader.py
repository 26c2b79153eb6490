from odoo import api, models
from odoo.tools import format_date

from ...tools.home.page import ALARM, words

FEW = 5


class DirectiveHome(models.AbstractModel):
    """The page of the leadership: ten minutes a week, on a telephone."""

    _inherit = "directive.home"

    @api.model
    def _section_leader_waiting(self, chosen):
        return self._section_of_queues("leader_waiting", self.env._("Waiting for you"))

    @api.model
    def _opened_leader_waiting(self, chosen, name):
        return self._opened_queue("leader_waiting", name)

    @api.model
    def _section_starred(self, chosen):
        """Show the first of the open tasks with a star; the number of all is among what waits."""
        starred = [("is_starred", "=", True), ("is_open", "=", True)]
        tasks = self.env["directive.task"].search(starred, limit=FEW)
        return tasks and {
            "kind": "lines",
            "title": self.env._("Starred tasks due first"),
            "rows": [
                words(task.name, self._due_words(task), task.id, tone=task.days_overdue and ALARM)
                for task in tasks
            ],
        }

    @api.model
    def _due_words(self, task):
        if not task.date_deadline:
            return self.env._("no deadline")
        if task.days_overdue:
            return self.env._("overdue by %(days)s days", days=task.days_overdue)
        return self.env._("due on %(day)s", day=format_date(self.env, task.date_deadline))

    @api.model
    def _opened_starred(self, chosen, task_id):
        return self._open_record(self.env["directive.task"].browse(int(task_id)))
