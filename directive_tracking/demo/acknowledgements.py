from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.notice.ladder import due_and_following

ASKED = 7
HOURS_AGO = (1, 3, 6, 9, 14, 26, 30)  # since each of them was notified
SEEN = (2, 5)  # the positions of those who have answered
PHONE = "+84 900 000 001"  # not assigned to anyone
URGENT = ("very_urgent", "express", "express_timed")


class DirectiveDemo(models.AbstractModel):
    """Unacknowledged urgent orders, so that the board and the call list are not empty."""

    _inherit = "directive.demo"

    @api.model
    def _ask_to_acknowledge(self):
        """Ask the heads of a few urgent tasks and set each to its escalation step."""
        self = self._in_its_language()
        rows = self.env["directive.notice.acknowledgement"]
        if rows.search_count([("task_id", "!=", False)], limit=1):
            return
        domain = [("state", "=", "assigned"), ("urgency", "in", URGENT)]
        tasks = self.env["directive.task"].search(domain, limit=ASKED, order="id desc")
        tasks._post_notice("task_assigned", tasks._audience("parties"), occurrence="demo")
        rows = rows.search([("task_id", "in", tasks.ids)])
        for place, row in enumerate(rows):
            self._let_wait(row, HOURS_AGO[place % len(HOURS_AGO)])
            if place in SEEN:
                row._acknowledge(self.env._("In the application"))

    def _let_wait(self, row, hours):
        """Backdate ``row`` and record its past escalation steps."""
        Step = self.env["directive.escalation.step"]
        now = fields.Datetime.now()
        start = fields.Datetime.subtract(now, hours=hours)
        ladder = Step._ladders().get(row.urgency, {})
        moments = Step._moments(row.urgency, ladder, start)
        due, following = due_and_following(moments, 0, now)
        self.env.cr.execute(
            SQL(
                "UPDATE directive_notice_acknowledgement SET date_created = %s WHERE id = %s",
                start,
                row.id,
            )
        )
        row.partner_id.phone = row.partner_id.phone or PHONE
        row._schedule(due or 0, moments.get(following))
        row.to_call = "call" in [
            step.action for minutes in ladder if minutes <= row.step for step in ladder[minutes]
        ]
