from collections import defaultdict

from odoo import fields, models
from odoo.tools import SQL

from ....tools.event import OFFICE, PARTIES
from ....tools.recipient import Recipient, once

TAKEN_OVER = "task_taken_over"
# The event of each step; the event defines the recipients. Receiving is visible in the lists and
# needs no notice.
STEP_EVENTS = {
    "assign": "task_assigned",
    "report_completion": "task_reported",
    "accept": "task_accepted",
    "return": "task_returned",
    "reopen": "task_reopened",
    "suspend": "task_suspended",
    "resume": "task_resumed",
    "revoke": "task_revoked",
    "close": "task_closed",
}

PARTIES_OF = """
    SELECT coordinating.task_id, agency.id, NULL::int, NULL::int
      FROM directive_task_coordinating_agency_rel AS coordinating
      JOIN directive_agency AS agency ON agency.id = coordinating.agency_id AND agency.active
     WHERE coordinating.task_id = ANY(%(tasks)s)
     UNION ALL
    SELECT officer.task_id, NULL, person.id, person.partner_id
      FROM directive_task_officer_rel AS officer
      JOIN res_users AS person ON person.id = officer.user_id AND person.active
     WHERE officer.task_id = ANY(%(tasks)s)
     ORDER BY 2, 3
"""


class DirectiveTask(models.Model):
    """The recipients of each step; the notice ledger sends the messages."""

    _inherit = "directive.task"

    def _notify_transition(self, verb, note, trail):
        """Create the notices of one step, once per task and recipient."""
        event = STEP_EVENTS.get(verb)
        if event:
            self._post_notice(event, self._audience(event), occurrence=str(trail[:1].id), note=note)

    def _notify_newcomers(self, newcomers):
        """Notify the agencies that got these tasks after their assignment.

        :param dict newcomers: ``{task: agencies}``
        """
        # To the second: a task may come back to an agency on the day it left it.
        moment = fields.Datetime.to_string(fields.Datetime.now())
        self._tell_newcomers(newcomers, self._rows_by_agency(*newcomers.values()), moment)

    def _tell_newcomers(self, newcomers, rows, step):
        """Tell them by ``rows``, the recipients ``{agency id: [Recipient, …]}``.

        :param str step: what distinguishes this occurrence, as a task may come back to an agency
        """
        alike = defaultdict(self.browse)
        for task, agencies in newcomers.items():
            alike[agencies] |= task
        for agencies, tasks in alike.items():
            told = self._rows_of(agencies, rows)
            tasks._post_notice(
                "task_assigned",
                dict.fromkeys(tasks.ids, told),
                occurrence=f"{step}/{','.join(map(str, sorted(agencies.ids)))}",
            )

    def _rows_by_agency(self, *agencies):
        """Return ``{agency id: its recipients}``, of all at once."""
        rows = defaultdict(list)
        for row in self.env["directive.agency"].union(*agencies)._notice_recipients():
            rows[row.agency_id].append(row)
        return rows

    def _rows_of(self, agencies, rows):
        return sum((rows[one.id] for one in agencies), [])

    def _notify_approval_wanted(self, report):
        """Notify the heads that a responder's completion report waits for their approval."""
        # The system must know the heads of agencies to notify them.
        heads = self.sudo().lead_agency_id._notice_recipients(("head", "deputy"))
        self._post_notice("approval_wanted", {self.id: heads}, occurrence=str(report.id))

    def _notify_sent_back(self, report):
        """Notify the author that the head has not approved their completion report."""
        author = report.sudo().author_id  # a colleague's contact
        rows = [Recipient(author.partner_id.id, author.id, report.agency_id.id)]
        self._post_notice(
            "task_returned",
            {self.id: rows},
            occurrence=f"report/{report.id}",
            note=report.review_note,
        )

    def _post_notice(self, event, recipients, occurrence, note=None):
        """Tell of ``event``; who is asked to acknowledge it are the heads of the lead agencies."""
        asks = self.env["directive.notice.event"]._get(event).asks
        for urgency, tasks in self.sudo().grouped("urgency").items():  # members not needed
            wants_ack = asks and tasks._asks_acknowledgement(urgency)
            told = tasks._ask_heads(recipients) if wants_ack else recipients
            tasks._tell(
                event, told, occurrence, urgency or "normal", note=note, wants_ack=wants_ack
            )

    def _audience(self, event):
        """Return the recipients of ``event``: ``{task id: [Recipient, …]}``, each once."""
        audience = self.env["directive.notice.event"]._get(event).audience
        if audience == OFFICE:
            return {task.id: task._office_rows() for task in self}
        coordinators, officers = self._parties_besides_the_lead()
        parties = {task: task.lead_agency_id for task in self}
        if audience == PARTIES:
            parties = {task: lead | coordinators[task.id] for task, lead in parties.items()}
        told = self._rows_by_agency(*parties.values())
        return {
            task.id: once(self._rows_of(agencies, told) + officers[task.id])
            for task, agencies in parties.items()
        }

    def _parties_besides_the_lead(self):
        """Return ``{task id: coordinating agencies not archived}`` and ``{task id: its officers}``.

        Of the agencies the ids alone are wanted, not their data: one statement reads both.
        """
        Agency = self.env["directive.agency"]
        Agency.flush_model(["active"])
        self.env["res.users"].flush_model(["active", "partner_id"])
        coordinators, officers = defaultdict(Agency.browse), defaultdict(list)
        leads = {task.id: task.lead_agency_id.id for task in self}
        for task_id, agency_id, user_id, partner_id in self.env.execute_query(
            SQL(PARTIES_OF, tasks=self.ids)
        ):
            if agency_id:
                coordinators[task_id] |= Agency.browse(agency_id)
            else:
                officers[task_id].append(Recipient(partner_id, user_id, leads[task_id]))
        return coordinators, officers

    def _officer_rows(self):
        return self._parties_besides_the_lead()[1][self.id]
