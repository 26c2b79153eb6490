from collections import defaultdict

from odoo import fields, models

# Who is told of a step: the Office, the lead agency, or everybody who works on the task.
OFFICE, LEAD, PARTIES = "office", "lead", "parties"
# The one event told to people who may no longer see the task: that they have it no longer.
TAKEN_OVER = "task_taken_over"
AUDIENCE = {
    "assign": ("task_assigned", PARTIES),
    "report_completion": ("task_reported", OFFICE),
    "accept": ("task_accepted", PARTIES),
    "return": ("task_returned", LEAD),
    "reopen": ("task_reopened", PARTIES),
    "suspend": ("task_suspended", PARTIES),
    "resume": ("task_resumed", PARTIES),
    "revoke": ("task_revoked", PARTIES),
    "close": ("task_closed", PARTIES),
}


class DirectiveTask(models.Model):
    """Whom each step concerns; how the message travels is the notice ledger's business."""

    _inherit = "directive.task"

    def _notify_transition(self, verb, note, trail):
        """Write the notices of one step, once per task and recipient."""
        if verb not in AUDIENCE:  # receiving is seen in the lists; it disturbs nobody
            return
        event, audience = AUDIENCE[verb]
        self._post_notice(event, self._audience(audience), occurrence=str(trail[:1].id), note=note)

    def _notify_request(self, event, requests):
        audience = OFFICE if event == "request_created" else LEAD
        for request in requests.sudo():  # the deciding or asking user was checked before
            request.task_id._post_notice(
                event,
                request.task_id._audience(audience),
                occurrence=str(request.id),
                note=request.decision_note or request.reason,
            )

    def _notify_newcomers(self, agencies):
        """Tell agencies which were given this task after its assignment."""
        today = fields.Date.to_string(self.env["directive.settings"]._today())
        self._post_notice(
            "task_assigned",
            {self.id: agencies._notice_recipients()},
            occurrence=f"{today}/{','.join(map(str, sorted(agencies.ids)))}",
        )

    def _notify_approval_wanted(self, report):
        """Tell the head that a responder's completion report waits for his approval."""
        # Who heads an agency is no secret to the system, which tells them.
        heads = self.sudo().lead_agency_id._notice_recipients(("head", "deputy"))
        self._post_notice("approval_wanted", {self.id: heads}, occurrence=str(report.id))

    def _notify_sent_back(self, report):
        """Tell the author that the head has not let his completion report pass."""
        author = report.sudo().author_id  # a colleague's contact
        rows = [(author.partner_id.id, author.id, report.agency_id.id)]
        self._post_notice(
            "task_returned",
            {self.id: rows},
            occurrence=f"report/{report.id}",
            note=report.review_note,
        )

    def _post_notice(self, event, recipients, occurrence, note=None):
        # Notices go to people the acting user need not know of.
        Notice = self.env["directive.notice"].sudo()
        for urgency, tasks in self.sudo().grouped("urgency").items():
            wants_ack = tasks._wants_acknowledgement(event, urgency)
            Notice._post(
                event,
                tasks,
                tasks._ask_heads(recipients) if wants_ack else recipients,
                occurrence=occurrence,
                urgency=urgency or "normal",
                note=note,
                wants_ack=wants_ack,
            )

    def _audience(self, audience):
        """Return whom to tell: ``{task_id: [(partner_id, user_id, agency_id)]}``, each once."""
        if audience == OFFICE:
            return {task.id: task._office_rows() for task in self}
        parties = {task: task.lead_agency_id for task in self}
        if audience == PARTIES:
            coordinators = self._coordinators_in_use()
            parties = {task: lead | coordinators[task] for task, lead in parties.items()}
        told = defaultdict(list)
        for row in self.env["directive.agency"].union(*parties.values())._notice_recipients():
            told[row[2]].append(row)
        rows = {
            task: sum((told[one.id] for one in agencies), []) + task._officer_rows()
            for task, agencies in parties.items()
        }
        return {task.id: list({row[0]: row for row in rows[task]}.values()) for task in self}

    def _coordinators_in_use(self):
        """Return ``{task: coordinating agencies not archived}``: their ids, not what they hold."""
        coordinators = defaultdict(self.env["directive.agency"].browse)
        domain = [("id", "in", self.ids)]
        for agency, tasks in self._read_group(
            domain, ["coordinating_agency_ids"], ["id:recordset"]
        ):
            for task in tasks:
                coordinators[task] |= agency
        return coordinators

    def _office_rows(self):
        return self.env["directive.notice"]._office_rows(self)

    def _officer_rows(self):
        lead = self.lead_agency_id.id
        return [(officer.partner_id.id, officer.id, lead) for officer in self.officer_ids]
