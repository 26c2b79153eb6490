from datetime import timedelta

from odoo import api, models

MOST = 4
REASON = "Theo kết luận giao ban tuần của Chánh Văn phòng."


class DirectiveDemo(models.AbstractModel):
    """A step on many tasks, with some that were refused."""

    _inherit = "directive.demo"

    @api.model
    def _step_on_many(self):
        """Extend tasks in hand, and try it on two that have ended."""
        Bulk = self.env["directive.task.bulk"]
        if Bulk.search_count([], limit=1):
            return
        self = self._in_its_language()
        plain = [("parent_id", "=", False), ("child_ids", "=", False)]
        today = self.env["directive.settings"]._today()
        in_term = [("state", "=", "in_progress"), ("date_deadline", ">", today)]
        working = self._some([*plain, *in_term], MOST)
        if not working:
            return
        done = self._some([*plain, ("state", "=", "done")], 2)
        tasks = (working | done).with_user(self._ref("user_chuyenvien"))
        action = tasks.action_open_bulk()
        form = tasks.env[action["res_model"]].browse(action["res_id"])
        day = max(working.mapped("date_deadline")) + timedelta(days=30)
        form.write({"step": "extend", "deadline": day, "note": REASON})
        form.action_start()
