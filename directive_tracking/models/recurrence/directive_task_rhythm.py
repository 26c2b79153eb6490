from odoo import models
from odoo.tools import format_date


class DirectiveTask(models.Model):
    """A periodic task begins a series when it is assigned, and is its first occurrence."""

    _inherit = "directive.task"

    def _first_due(self, today, calendar):
        """Return the deadline of this occurrence, never a day off; without a rhythm none.

        A term that ends on a day off ends on the next working day (Civil Code 2015, article 148).
        """
        if not self._rhythm().repeats:
            return False
        due = self.date_occurrence or self._rhythm().due_after(today)
        return calendar.next_working(due)

    def _after_transition(self, verb, note):
        super()._after_transition(verb, note)
        if verb == "assign":
            self._begin_series()

    def _begin_series(self):
        """Begin a series for each of these open tasks that is periodic and of none yet."""
        first = self.filtered(
            lambda task: task.is_open
            and task.deadline_kind == "periodic"
            and task._rhythm().repeats
            and not task.series_id
            and not task.parent_id
        )
        if first:
            self.env["directive.task.series"]._begin_with(first)

    def _rhythm_words(self):
        """Return how often the work is due, and the nominal day of this occurrence.

        Of a draft, the day it would be due if it were assigned today.
        """
        if not self._rhythm().repeats:
            return False
        labels = dict(self._fields["frequency"]._description_selection(self.env))
        if not self.date_occurrence:
            settings = self.env["directive.settings"]
            first = self._first_due(settings._today(), settings._working_calendar())
            return self.env._(
                "%(often)s, first due on %(day)s; each time a new task opens by itself.",
                often=labels[self.frequency],
                day=format_date(self.env, first),
            )
        return self.env._(
            "%(often)s, this one for %(day)s; the next opens by itself.",
            often=labels[self.frequency],
            day=format_date(self.env, self.date_occurrence),
        )
