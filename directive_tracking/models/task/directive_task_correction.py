from odoo import Command, models
from odoo.exceptions import UserError

from ...tools.recipient import once
from .directive_task_deadline import DAY_KINDS, MAX_WORKING_DAYS
from .notice.directive_task_notify import TAKEN_OVER

# Fields with which an agency could weaken its own order, beside those of the deadline.
EASING = {"lead_agency_id", "needs_report"}


class DirectiveTask(models.Model):
    """Consequences of a correction of an assigned task."""

    _inherit = "directive.task"

    def _order_name(self):
        return self.name

    def _refuse_stamps(self, names):
        raise UserError(
            self.env._(
                "%(fields)s cannot be written directly: assign, receive, report, "
                "accept or return the task instead.",
                fields=self._labels(names),
            )
        )

    def _check_correction(self, note, values):
        super()._check_correction(note, values)
        if (EASING | self._deadline_fields()) & values.keys():
            self._check_not_own()

    def _prepare_correction(self, values):
        """Add the values that depend on the deadline and the lead agency.

        A deadline entered wrongly was never the original one: that is corrected with it,
        unless an extension has moved it since.
        """
        vals = dict(values)
        if "lead_agency_id" in vals:
            vals["officer_ids"] = [Command.clear()]  # they are people of the agency before
            vals["date_given"] = self.env["directive.settings"]._today()
        if not self._deadline_fields() & vals.keys():
            return vals
        vals["date_deadline"] = self._corrected_deadline(vals)
        if not self.extension_count:
            vals["date_deadline_original"] = vals["date_deadline"]
        return vals

    def _corrected_deadline(self, vals):
        kind = vals.get("deadline_kind", self.deadline_kind)
        if kind == "working_days" and "date_deadline" not in vals:
            calendar = self.env["directive.settings"]._working_calendar()
            days = vals.get("deadline_days", self.deadline_days)
            if days > MAX_WORKING_DAYS:  # refused by the field's own check
                return self.date_deadline
            return calendar.add(self.date_assigned, days)
        if kind not in DAY_KINDS:
            return False
        return vals.get("date_deadline", self.date_deadline)

    def _after_correction(self, values, note):
        super()._after_correction(values, note)
        if "lead_agency_id" not in values:
            return
        self._check_receivable()
        parts = self.child_ids.filtered("is_open")
        if parts:
            parts._apply_transition("revoke", note)

    def _prepare_trail_vals(self):
        return {
            "task_id": self.id,
            "directive_id": self.directive_id.id,
            "state_from": self.state,
            "state_to": self.state,
        }

    # Recipients

    def _told_of_correction(self):
        """Return the agencies of this task."""
        return self.lead_agency_id | self.coordinating_agency_ids

    def _notify_correction(self, line, agencies, note):
        """Notify the remaining agencies of the changes, and the others of their loss of the task.

        New agencies have been notified as of any new task.
        """
        kept = agencies & self._told_of_correction()
        rows = kept._notice_recipients() + self._officer_rows()
        if rows:
            self._post_notice("task_corrected", {self.id: once(rows)}, str(line.id), note=note)
        gone = agencies - self._told_of_correction()
        if gone and self.is_open:
            self._notify_taken_over(gone, line)

    def _notify_taken_over(self, agencies, line):
        self._tell_taken_over(agencies._notice_recipients(), line)

    def _tell_taken_over(self, rows, line):
        Notice = self.env["directive.notice"]
        # An in-app to-do would be on a record they can no longer see.
        channels = self.env["directive.channel"]._all()
        usual = Notice._default_channels(TAKEN_OVER, self.urgency)
        ways = [one for one in usual if not channels[one]._opens_todo]
        self._tell(
            TAKEN_OVER,
            {self.id: rows},
            occurrence=str(line.id),
            urgency=self.urgency or "normal",
            channels=ways,
            note=line.note,
        )
