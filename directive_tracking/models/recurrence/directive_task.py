from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from ...tools.workflow import DRAFT
from ..agency.groups import OFFICE_OR_LEADER

COUNTED_FROM = (
    "deadline_kind",
    "deadline_days",
    "date_assigned",
    "date_deadline_original",
    "event_date",
)


class DirectiveTask(models.Model):
    """The deadline of a task by its kind: end of a period, rhythm, event or review."""

    _name = "directive.task"
    _inherit = ["directive.task", "directive.term.mixin", "directive.deadline.mixin"]
    _document_day = "directive_id.date_issued"

    # Of periodic work
    series_id = fields.Many2one(
        "directive.task.series",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups=OFFICE_OR_LEADER,
    )
    former_task_id = fields.Many2one(
        "directive.task",
        string="Previous task",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    date_occurrence = fields.Date(
        string="Due by the rhythm",
        readonly=True,
        copy=False,
        help="The deadline is the next working day, if this is a day off.",
    )
    deadline_words = fields.Char(
        string="How the deadline is counted", compute="_compute_deadline_words", exportable=False
    )

    @api.depends("period_kind", "period_number", "period_year")
    def _compute_date_deadline(self):
        """A chosen period gives the day, which can be changed afterwards."""
        super()._compute_date_deadline()
        for task in self:
            if task.deadline_kind == "period":
                task.date_deadline = task._period_end() or task.date_deadline

    @api.constrains("deadline_kind", "period_kind", "period_number", "period_year")
    def _check_period(self):
        for task in self:
            chosen = task.deadline_kind == "period" and task.period_kind
            if chosen and not task._period_end():
                raise ValidationError(
                    self.env._(
                        "“%(task)s”: there is no such period; enter a year, and the number of "
                        "the month or quarter in it.",
                        task=task.name,
                    )
                )

    @api.constrains("period_kind", "date_deadline", "deadline_note")
    def _check_period_day(self):
        """Another day than the last of the period says why; extensions have their own reason."""
        for task in self.filtered(lambda one: one.state == DRAFT and one.period_kind):
            end = task.deadline_kind == "period" and task._period_end()
            other = end and task.date_deadline and task.date_deadline != end
            if other and not (task.deadline_note or "").strip():
                raise ValidationError(
                    self.env._(
                        "“%(task)s”: %(words)s Enter why another day is the deadline.",
                        task=task.name,
                        words=task._period_words(),
                    )
                )

    def _questions_deadlines(self):
        return self.state in (False, DRAFT)

    @api.depends(lambda self: (*self._term_fields(), *COUNTED_FROM))
    def _compute_deadline_words(self):
        """Show how the day was counted, so that it can be checked."""
        for task in self:
            task.deadline_words = task._deadline_in_words()

    def _deadline_in_words(self):
        return {
            "working_days": self._count_words,
            "period": self._period_words,
            "periodic": self._rhythm_words,
            "event": self._event_words,
        }.get(self.deadline_kind, lambda: False)()

    def _count_words(self):
        if not self.date_assigned or not self.date_deadline_original:
            return False
        return self.env._(
            "%(days)s working days from %(start)s: %(end)s.",
            days=self.deadline_days,
            **self._span(self.date_assigned, self.date_deadline_original),
        )

    def _span(self, start, end):
        return {"start": format_date(self.env, start), "end": format_date(self.env, end)}

    @api.model
    def _deadline_fields(self):
        words = {"deadline_note", "event_text", "review_days"}
        return super()._deadline_fields() | {*self._term_fields(), "event_date"} - words

    def _assignment_deadline(self, today, calendar):
        """Return also the first day of the rhythm, and the day counted from a known event."""
        if self.deadline_kind == "periodic":
            return self._first_due(today, calendar)
        if self.deadline_kind == "event":
            return self.event_date and self._due_after_event(self.event_date, calendar)
        return super()._assignment_deadline(today, calendar)

    def _corrected_deadline(self, vals):
        kind = vals.get("deadline_kind", self.deadline_kind)
        if kind not in ("period", "periodic", "event") or "date_deadline" in vals:
            return super()._corrected_deadline(vals)
        corrected = self.new(origin=self)
        corrected.update({name: vals[name] for name in self._deadline_fields() & vals.keys()})
        return corrected._deadline_counted_anew()

    def _after_correction(self, values, note):
        """Plan the review and begin the series that the corrected deadline now asks for."""
        super()._after_correction(values, note)
        if (self._deadline_fields() | {"review_days"}) & values.keys():
            self._plan_review()
            self._begin_series()

    def _deadline_counted_anew(self):
        """Return the deadline of this corrected copy of an assigned task."""
        calendar = self.env["directive.settings"]._working_calendar()
        if self.deadline_kind == "period":
            return self._period_end() or self.date_deadline
        if self.deadline_kind == "periodic" and self._rhythm().repeats:
            today = self.env["directive.settings"]._today()
            first = self.date_occurrence or self._rhythm().due_after(today)
            return calendar.next_working(first)
        if self.deadline_kind == "event" and self.event_date:
            return self._due_after_event(self.event_date, calendar)
        return False
