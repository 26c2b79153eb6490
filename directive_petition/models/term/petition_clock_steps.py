from datetime import timedelta

from odoo import models

from ...tools.term.clock import FORWARD
from .petition_clock import OPEN


class PetitionClock(models.Model):
    """What moves or ends a clock. Whoever calls has checked the right to take the step."""

    _inherit = "petition.clock"

    def _stop(self, day, **marks):
        """End the open ones of these clocks: what they ask for was done on ``day``.

        :param marks: further values, by which a higher room knows what ended them
        """
        open_ones = self._known().filtered(lambda clock: clock.state in OPEN)
        resting = open_ones.filtered(lambda clock: clock.state == "suspended")
        resting._close_pauses(day)
        open_ones.write({"state": "stopped", "date_stopped": day, **marks})
        resting._settle()

    def _void(self, **marks):
        """End the open ones of these clocks: nothing is asked any more."""
        self.filtered(lambda clock: clock.state in OPEN)._annul(**marks)

    def _annul(self, **marks):
        """Say of these clocks, even those that were stopped, that they were started wrongly."""
        self._known().write({"state": "void", **marks})

    def _go_on(self, reason, **marks):
        """Let these clocks run as if nothing had ended them; one that rested rests again.

        Days off may have changed meanwhile: the ends are worked out anew.
        """
        for clock in self._known():
            rests = any(not pause.date_to for pause in clock.pause_ids)
            state = "suspended" if rests else "running"
            clock.write({"state": state, "date_stopped": False, **marks})
        self._settle("restored", reason)

    def _suspend(self, day, reason, **document):
        """Leave the days from ``day`` on out of the running ones that the law lets rest."""
        resting = self._known().filtered(
            lambda clock: clock.state == "running" and clock.is_suspension_left_out
        )
        for clock in resting:
            clock._pause("suspension", day, False, reason, **document)
        resting.write({"state": "suspended"})
        resting._settle("suspension", reason)

    def _resume(self, day, reason, **document):
        """Count again from ``day`` on, the day of the resuming decision."""
        resting = self._known().filtered(lambda clock: clock.state == "suspended")
        resting._close_pauses(day, **document)
        resting.write({"state": "running"})
        resting._settle("resumption", reason)

    def _leave_out(self, first, last, reason):
        """Leave out the days of an obstacle of the citizen, both ends included."""
        for clock in self._known():
            clock._pause("obstacle", first, last, reason)
        self._settle("obstacle", reason)

    def _leave_out_gap(self, first, day, reason):
        """Do not count the days from ``first`` until ``day`` in the running ones that the law lets rest."""
        last = day - timedelta(days=1)
        resting = self.filtered(lambda one: one.state == "running" and one.is_suspension_left_out)
        if first <= last:
            resting._leave_out(first, last, reason)

    def _extend(self, days, day, reason, **document):
        """Extend these clocks by a decision of ``day``; one beyond the law has no effect.

        :return: the faults of the decisions, in words
        """
        faults = []
        for clock in self._known().filtered(lambda clock: clock.state in OPEN):
            fault = clock._extension_fault(days, day)
            faults += [fault] if fault else []
            clock._add_extension(days, day, reason, fault, **document)
        self._settle("extension", reason)
        return faults

    def _extension_fault(self, days, day):
        """Return why a decision of ``day`` for so many more days has no effect, or False."""
        effective = self.extension_ids.filtered("is_effective")
        if not self.extension_count or self.direction != FORWARD:
            return self.env._("The law knows no extension of this term.")
        if len(effective) >= self.extension_count:
            return self.env._("The law allows no further extension of this term.")
        if not 0 < days <= self.extension_amount:
            return self.env._("An extension is at most %(days)s days.", days=self.extension_amount)
        if self.date_due and day > self.date_due:
            return self.env._(
                "The term had ended on %(day)s.", day=self.date_due.strftime("%d/%m/%Y")
            )
        return False

    def _apply_facts(self, facts, reason):
        """Apply the row of the law that holds for changed facts, from the same event on."""
        for clock in self._known().filtered(lambda clock: clock.state in OPEN):
            own = facts._replace(day=clock.date_start)
            rows = self.env["petition.term"]._rows_of([clock.code])
            term = rows._choose(clock.code, own, clock.start_event)
            if term and term != clock.term_id:
                clock.write(term._applied_values())
                clock._settle("facts", reason)

    def _pause(self, kind, first, last, reason, **document):
        self.env["petition.clock.pause"].create(
            {
                "clock_id": self.id,
                "kind": kind,
                "date_from": first,
                "date_to": last,
                "reason": reason,
                **document,
            }
        )

    def _close_pauses(self, day, **document):
        going_on = self.pause_ids.filtered(lambda pause: not pause.date_to)
        going_on.write({"date_to": day, **document})

    def _add_extension(self, days, day, reason, fault, **document):
        self.env["petition.clock.extension"].create(
            {
                "clock_id": self.id,
                "days": days,
                "date_decision": day,
                "date_before": self.date_due,
                "reason": reason,
                "is_effective": not fault,
                "fault": fault,
                **document,
            }
        )
