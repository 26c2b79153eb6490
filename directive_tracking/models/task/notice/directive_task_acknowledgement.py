from odoo import api, models
from odoo.tools import SQL

from ....tools.notice.delivery import SEEN
from ....tools.workflow import FINAL_STATES, step_of
from ...acknowledgement.directive_notice_acknowledgement import ACKNOWLEDGED, VOID

ASSIGNED = "task_assigned"
# Steps by which the lead agency shows that it knows the task.
KNOWING_VERBS = ("receive", "report_completion")


class DirectiveTask(models.Model):
    """Acknowledgement of urgent tasks, explicitly or by steps of the task.

    The head of the lead agency is asked, or the highest-ranking member if there is none: one
    escalation per agency, not one per colleague. The others are notified as usual.
    """

    _inherit = "directive.task"

    def _ask_heads(self, recipients):
        """Return ``recipients`` with the heads of the lead agencies, who alone are asked."""
        heads = {}
        for row in self.lead_agency_id._notice_recipients(("head",)):
            heads.setdefault(row.agency_id, []).append(row)
        asked = {}
        for task in self:
            told, lead = recipients[task.id], task.lead_agency_id.id
            # An agency that joins later is notified alone; the lead need not act.
            mine = heads.get(lead, []) if lead in {row.agency_id for row in told} else []
            people = {row.partner_id for row in mine}
            others = (row for row in told if row.partner_id not in people)
            asked[task.id] = mine + [row._replace(asks=False) for row in others]
        return asked

    def _settle_acknowledgements(self, verb):
        """Settle acknowledgements implied by a step, and stop waiting for ended tasks."""
        if verb in KNOWING_VERBS:
            self._acknowledge_assignment()
        if step_of(verb).target in FINAL_STATES:
            self._void_acknowledgements(self.env._("The task has ended."))

    def _acknowledge_assignment(self):
        """Mark the assignment as seen by the acting user, and so by their agency's head."""
        how = self.env._("Task received by %(user)s", user=self.env.user.name)
        domain = [
            ("notice_id.task_id", "in", self.ids),
            ("user_id", "=", self.env.uid),
            ("state", "!=", SEEN),  # known since they received it, say
            "|",
            ("notice_id.event", "=", ASSIGNED),
            ("notice_id.repeats_id.event", "=", ASSIGNED),
        ]
        self.env["directive.notice.delivery"].search(domain)._acknowledge(how)
        led = SQL(
            """
            EXISTS (SELECT FROM directive_notice AS notice
                      JOIN directive_task AS task ON task.id = notice.task_id
                     WHERE notice.id = directive_notice_acknowledgement.notice_id
                       AND notice.event = %s AND task.id = ANY(%s)
                       AND task.lead_agency_id = directive_notice_acknowledgement.agency_id)
            """,
            ASSIGNED,
            self.ids,
        )
        self._acknowledgements()._move(ACKNOWLEDGED, how, self._acknowledgements_sql(led))

    @api.model
    def _acknowledgements(self):
        return self.env["directive.notice.acknowledgement"]

    def _acknowledgements_sql(self, condition):
        """Return the condition of the rows of these tasks that meet ``condition``."""
        return SQL("res_model = 'directive.task' AND res_id = ANY(%s) AND %s", self.ids, condition)

    def _void_acknowledgements(self, reason, condition=None):
        condition = self._acknowledgements_sql(condition or SQL("TRUE"))
        self._acknowledgements()._move(VOID, reason, condition)

    @api.model
    def _void_of_lost_agencies(self, before):
        """Stop waiting for agencies that lost the task."""
        if not before:
            return
        self.env.flush_all()
        hidden = SQL(
            """
            agency_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM directive_task AS task
                 WHERE task.id = directive_notice_acknowledgement.res_id
                   AND directive_notice_acknowledgement.agency_id
                       = ANY(task.visible_agency_keys))
            """
        )
        tasks = self.browse([task.id for task in before])
        tasks._void_acknowledgements(self.env._("The task was given to another agency."), hidden)
