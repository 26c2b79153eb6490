from odoo import models


class DirectiveTask(models.Model):
    _inherit = "directive.task"

    def action_open_board(self):
        """Open the board of the agencies that were given the same point of the order."""
        self.ensure_one()
        return self.env["directive.order.board"]._open(self.directive_id, self)

    def _chase_silence(self, occurrence):
        """Ask the lead agencies of these tasks for a report; return the deliveries queued.

        :param str occurrence: the day; a second time on it writes nothing
        """
        tasks = self.sudo()  # the caller may chase; members of agencies are told, not shown
        told = {task.id: [] for task in tasks}
        by_agency = tasks.grouped("lead_agency_id")
        for row in tasks.lead_agency_id._notice_recipients(("responder", "head")):
            for task in by_agency[tasks.env["directive.agency"].browse(row.agency_id)]:
                told[task.id].append(row)
        for urgency, some in tasks.grouped("urgency").items():
            some._tell("silence_chased", told, occurrence, urgency or "normal")
        return tasks.env["directive.notice.delivery"].search(
            [
                ("notice_id.event", "=", "silence_chased"),
                ("notice_id.task_id", "in", tasks.ids),
                ("notice_id.occurrence", "=", occurrence),
            ]
        )
