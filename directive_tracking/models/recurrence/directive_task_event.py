from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.recipient import once
from ...tools.workflow import OPEN_STATES, WORKFLOW, WORKING_STATES
from ..notice.telling import says_what_it_sent


class DirectiveTask(models.Model):
    """A deadline after an event: a person records the event, and the clock starts once.

    Until then the task has no deadline, also in the official classes. A correction takes the
    event back.
    """

    _inherit = "directive.task"

    event_date = fields.Date(string="The event happened on", copy=False)
    event_evidence = fields.Char(
        string="Evidence of the event", copy=False, help="Such as the number of a document."
    )
    waits_for = fields.Char(compute="_compute_waits_for", exportable=False)
    can_record_event = fields.Boolean(compute="_compute_can_record_event")

    _waiting_idx = models.Index(
        "(date_assigned) WHERE deadline_kind = 'event' AND event_date IS NULL"
        " AND state IN ('assigned', 'in_progress')"
    )

    @api.depends("deadline_kind", "event_date", "event_text", "deadline_text", "state")
    def _compute_waits_for(self):
        for task in self:
            task.waits_for = task._is_waiting() and (
                task.event_text or task.deadline_text or self.env._("an event")
            )

    def _is_waiting(self):
        """Tell whether the clock of this task starts with an event not recorded yet."""
        waits = self.deadline_kind == "event" and not self.event_date and not self.date_deadline
        return waits and self.state in OPEN_STATES

    @api.depends("deadline_kind", "event_date", "state", "lead_agency_id")
    @api.depends_context("uid")
    def _compute_can_record_event(self):
        for task in self:
            task.can_record_event = task._awaits_event() and task._may_record_event()

    def _awaits_event(self):
        return (
            self.deadline_kind == "event" and not self.event_date and self.state in WORKING_STATES
        )

    def _may_record_event(self):
        return self.env.su or self._is_office() or self._is_lead()

    @says_what_it_sent
    def action_record_event(self, date=None, evidence=None, deadline=None):
        """Record the event these tasks wait for: their deadline is counted from it.

        :param date: the day of the event, not in the future
        :param str evidence: how it is known, such as the number of a document
        :param deadline: the deadline, if it is not the number of days of the order
        :return: True, or the form that asks when a button was pressed
        :raises UserError: if a task is not waiting for an event, or the user is neither of the Office nor
            of its lead agency
        """
        if not date and self.env.context.get("directive_ask_note"):
            return self._open_wizard("directive.task.event")
        self.check_access("read")
        self._guard_bounds_of([{"event_date": date, "date_deadline": deadline}])
        self.sudo()._hold()  # who may is checked next; agencies have no right to write
        day, deadline = fields.Date.to_date(date), fields.Date.to_date(deadline)
        self._check_event(day, self._typed_text(evidence))
        for task in self.sudo().with_context(
            directive_workflow=WORKFLOW, tracking_disable=WORKFLOW
        ):
            task._start_clock(day, evidence.strip(), deadline)
        return True

    def _check_event(self, day, evidence):
        for task in self:
            if not task._may_record_event():
                raise UserError(
                    self.env._(
                        "Only the Office and %(lead)s can record the event of “%(task)s”.",
                        lead=task.lead_agency_id.name,
                        task=task.name,
                    )
                )
            if not task._awaits_event():
                raise UserError(
                    self.env._(
                        "“%(task)s” is not waiting for an event: the event has already been "
                        "recorded, or the task has moved on. Correct the task to change it.",
                        task=task.name,
                    )
                )
        if not day or not evidence:
            raise UserError(self.env._("Enter the day of the event and how it is known."))
        if day > self.env["directive.settings"]._today():
            raise UserError(
                self.env._("The event is in the future: record it when it has happened.")
            )

    def _start_clock(self, day, evidence, deadline):
        """Write the event with the deadline counted from it, the trail and the notices."""
        calendar = self.env["directive.settings"]._working_calendar()
        due = deadline or self._due_after_event(day, calendar)
        if not due:
            raise UserError(
                self.env._(
                    "The order of “%(task)s” gives no number of days: enter the deadline.",
                    task=self.name,
                )
            )
        self.write(
            {
                "event_date": day,
                "event_evidence": evidence,
                "date_deadline": due,
                "date_deadline_original": self.date_deadline_original or due,
            }
        )
        note = f"{format_date(self.env, day)}: {evidence}"
        line = self._log_transition("record_event", note)
        told = once(self._audience("event_recorded")[self.id] + self._office_rows())
        self._post_notice("event_recorded", {self.id: told}, str(line.id), note=note)

    def _due_after_event(self, day, calendar):
        """Return the deadline counted from the event on ``day``; without a number of days none."""
        if not self.deadline_days:
            return False
        if self.event_unit == "calendar":
            return calendar.next_working(day + timedelta(days=self.deadline_days))
        return calendar.add(day, self.deadline_days)

    def _event_words(self):
        """Return how the deadline is counted from the event."""
        if not self.event_date or not self.deadline_days:
            return False
        values = {"days": self.deadline_days, "start": format_date(self.env, self.event_date)}
        if self.event_unit == "calendar":
            return self.env._("%(days)s days after the event on %(start)s.", **values)
        return self.env._("%(days)s working days after the event on %(start)s.", **values)

    def _prepare_correction(self, values):
        """Forget the evidence of an event that is taken back."""
        vals = super()._prepare_correction(values)
        if "event_date" in vals and not vals["event_date"]:
            vals.setdefault("event_evidence", False)
        return vals
