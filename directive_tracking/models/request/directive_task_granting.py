from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.request.kinds import exceeded, joined
from ..notice.telling import says_what_it_sent
from ..task.directive_task_deadline import DAY_KINDS
from .links import read_links


class DirectiveTask(models.Model):
    """More time, given by the Office on request or by itself, within limits or with a reason."""

    _inherit = "directive.task"

    @says_what_it_sent
    def action_extend(self, note=None, deadline=None):
        """Give these tasks until ``deadline``; the original deadline is kept.

        :param str note: the reason, also for setting the limits aside
        :param deadline: a date, or its text in ISO form
        :return: True, or the action of the form when a button was pressed
        :raises UserError: if a task cannot be extended, or not to that day
        """
        if deadline is None and self.env.context.get("directive_ask_note"):
            return self._open_wizard("directive.task.grant", default_verb="extend")
        return self._grant_extension(self._read_day(deadline), note)

    def _grant_extension(self, day, note, asked_on=None):
        """Extend these tasks until ``day``; the trail says which limits that set aside, and why.

        :param date asked_on: the day of the request whose author is told; today without one
        """
        on_request = bool(asked_on)
        asked_on = asked_on or self.env["directive.settings"]._today()
        note = self._typed_text(note)
        self.check_access("read")
        for limits, tasks in self.grouped(lambda task: task._limits_in_words(asked_on)).items():
            reason = f"{note}\n{limits}" if note and limits else note
            tasks._apply_transition("extend", reason, deadline=day)
            tasks._tell_extended(reason, leads_too=not on_request)
        return True

    def _tell_extended(self, reason, leads_too):
        """Tell the agencies of these tasks of their new deadline, once for each extension.

        :param bool leads_too: not if the lead is told of the decision on its request
        """
        extended = self.sudo()  # who decides need not know the people of the agencies
        told = extended._audience("task_extended")
        if not leads_too:
            told = {task.id: task._rows_of_others(told[task.id]) for task in extended}
        concerned = extended.filtered(lambda task: told[task.id])
        for count, tasks in concerned.grouped("extension_count").items():
            tasks._post_notice("task_extended", told, str(count), note=reason)

    def _rows_of_others(self, rows):
        """Return those of ``rows`` that are not of the lead agency."""
        return [row for row in rows if row.agency_id != self.lead_agency_id.id]

    def _read_day(self, day):
        """Return the date a caller gave, or raise a sentence."""
        field = self._fields["date_deadline"]
        try:
            return field.convert_to_cache(day, self) or self._refuse_day(day)
        except (TypeError, ValueError):
            return self._refuse_day(day)

    def _refuse_day(self, day):
        if not day:
            raise UserError(self.env._("Enter the new deadline."))
        raise UserError(self.env._("“%(day)s” is not a date: write it as 2026-12-15.", day=day))

    def _check_granted(self, verb, **granted):
        super()._check_granted(verb, **granted)
        if verb == "extend":
            self._guard_bounds_of([{"date_deadline": granted["deadline"]}])
            for task in self:
                task._check_longer(granted["deadline"])
        if verb == "transfer":
            self._read_agencies(granted["agency"])
            for task in self:
                task._check_new_lead(granted["agency"])

    def _read_agencies(self, agency):
        """Read ``agency``, those of these tasks and the user's at once: a transfer names them all.

        What else it touches is read with them.
        """
        agency |= self.env.user._directive_agencies()  # as its signer
        tasks = self.sudo().with_context(active_test=False)  # only their numbers are wanted here
        read_links(tasks, "coordinating_agency_ids", "officer_ids", "child_ids", "request_ids")
        (agency | tasks.lead_agency_id | tasks.coordinating_agency_ids).mapped("name")

    def _first_deadlines_in_words(self):
        """Return a sentence about the tasks that have no deadline to extend, in a list; empty if none."""
        undated = self.filtered(lambda task: not task.date_deadline)
        if not undated:
            return []
        told = {"count": len(undated), "all": len(self)}
        return [
            self.env._(
                "%(count)s of %(all)s tasks have no deadline yet: this one becomes their first.",
                **told,
            )
        ]

    def _check_longer(self, day):
        """Raise unless ``day`` extends the current deadline."""
        if self.date_deadline and day <= self.date_deadline:
            raise UserError(
                self.env._(
                    "The proposed deadline must be later than the current one, %(deadline)s.",
                    deadline=format_date(self.env, self.date_deadline),
                )
            )
        outer = self.sudo().parent_id.date_deadline  # the lower agency may not read that task
        if outer and day > outer:
            raise UserError(
                self.env._(
                    "The new deadline must not be later than that of the task “%(task)s” was "
                    "delegated from: propose an earlier one, or extend that task first.",
                    task=self.name,
                )
            )
        if day < self.env["directive.settings"]._today():
            raise UserError(self.env._("The proposed deadline has already passed."))

    def _stamp_extend(self, settings, deadline):
        def stamp(task):
            # Without a day so far, the decision replaces the event waited for.
            dated = task.date_deadline and task.deadline_kind in DAY_KINDS
            return {
                "deadline_kind": task.deadline_kind if dated else "date",
                "date_deadline": deadline,
                "extension_count": task.extension_count + 1,
            }

        return stamp

    def _stamp_resume(self, settings):
        """Count the days that end now; the deadline has moved by them."""
        resumed, today = super()._stamp_resume(settings), settings._today()

        def stamp(task):
            since = task.date_suspended or today
            days = task.days_suspended_before + (today - since).days
            return {**resumed(task), "days_suspended_before": days}

        return stamp

    # Limits

    def _limits_in_words(self, day):
        """Return which limits extensions asked for on ``day`` exceed; empty if none."""
        return joined(limit for task in self for limit in task._exceeded_limits(day))

    def _exceeded_limits(self, day):
        """Return the sentences on the limits that an extension asked for on ``day`` exceeds."""
        most, grace = self._extension_limits()
        deadline = self.date_deadline
        late = (day - deadline).days if deadline else -1
        found = exceeded(self.extension_count, most, late, grace)
        return [self._limit_words(name, most, grace) for name in found]

    def _extension_limits(self):
        """Return how often it may be extended, and how late that may be asked for.

        Orders passed on from a superior have stricter limits: the Office answers for them itself.
        """
        settings = self.env["directive.settings"]
        suffix = "_superior" if self.source == "superior" else ""
        return (settings._get(f"extension_most{suffix}"), settings._get(f"extension_grace{suffix}"))

    def _limit_words(self, name, most, grace):
        if name == "number":
            return self.env._(
                "It has been extended %(count)s times; the limit is %(most)s.",
                count=self.extension_count,
                most=most,
            )
        return self.env._(
            "More time had to be requested within %(grace)s days after the deadline, %(deadline)s.",
            grace=grace,
            deadline=format_date(self.env, self.date_deadline),
        )
