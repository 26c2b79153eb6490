from odoo import api, models
from odoo.fields import Domain

from ...tools.recipient import Recipient, once
from .directive_explanation import WAITING


class DirectiveExplanation(models.Model):
    """Who is told of an explanation, and the reminders of those still asked for."""

    _inherit = "directive.explanation"

    def _tell_of_answer(self):
        asker = self.sudo().asked_by_id  # a leader's contact
        rows = [Recipient(asker.partner_id.id, asker.id), *self.task_id.sudo()._office_rows()]
        self._tell_on_task("explanation_answered", rows, note=self.answer)
        self.task_id.sudo()._close_explanation_todos(self.agency_id)

    def _tell_of_withdrawal(self, note):
        for one in self:
            one._tell_on_task("explanation_withdrawn", one._agency_rows(), note=note)

    def _agency_rows(self):
        """Return head, deputies and responders of the agency."""
        agency = self.sudo().agency_id  # leaders need no access to members
        return agency._notice_recipients(("head", "deputy", "responder"))

    def _tell_on_task(self, event, rows, moment="", note=None):
        """Tell of it on its task, once per moment."""
        task = self.task_id.sudo()  # the system tells, whoever made the step
        occurrence = f"explanation/{self.id}{moment and '/'}{moment}"
        told = {task.id: once(rows)}
        task._tell(event, told, occurrence=occurrence, note=note, wants_ack=False)

    @api.model
    def _cron_remind(self):
        """Remind agencies of explanations due tomorrow or today, and tell of late ones once.

        The key of a notice makes a second one impossible; after an outage each is caught up once.
        """
        settings = self.env["directive.settings"]
        today = settings._today()
        soon = settings._working_calendar().add(today, 1)
        waiting = Domain("state", "in", WAITING)
        for one in self.search(waiting & Domain("date_deadline", "<=", soon)):
            if one.date_deadline >= today:
                one._tell_on_task("explanation_due", one._agency_rows(), "due", note=one.text)
            else:
                one._tell_of_delay()

    def _tell_of_delay(self):
        asker, task = self.asked_by_id, self.task_id
        rows = [
            *self._agency_rows(),
            *task._office_rows(),
            Recipient(asker.partner_id.id, asker.id),
        ]
        self._tell_on_task("explanation_late", rows, "late", note=self.text)
