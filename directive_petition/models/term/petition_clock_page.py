from odoo import api, fields, models
from odoo.tools import format_date

from ...tools.term import clock as clocks

TABLE = "directive_petition.clock_steps"


class PetitionClock(models.Model):
    """How the end of a clock was reached: what was skipped, and why, one line for each reason."""

    _inherit = "petition.clock"

    steps_html = fields.Html(
        string="How this day was reached", compute="_compute_steps_html", sanitize=False
    )

    @api.depends("date_due", "state", "pause_ids.date_to", "extension_ids")
    @api.depends_context("lang")
    def _compute_steps_html(self):
        # The words of the table are everybody's; the template belongs to the system.
        views = self.env["ir.qweb"].sudo()
        for clock in self:
            steps = clock.date_start and clock._steps_in_words()
            clock.steps_html = steps and views._render(TABLE, {"steps": steps})

    def _steps_in_words(self):
        """Return ``[(kind of step, days, what became of them)]``, in the language of the reader."""
        steps = self._reckoning(self._names_of_days()).steps
        return [(step.kind, self._days_in_words(step), self._step_in_words(step)) for step in steps]

    @api.model
    def _names_of_days(self):
        """Return ``{day off: its name}``."""
        # The names of holidays are no secret; whoever reads a clock may have no right to the list.
        days = self.env["directive.calendar.day"].sudo()
        rows = days.search_fetch([("state", "=", "confirmed")], ["date", "name"])
        return {row.date: row.name for row in rows}

    def _days_in_words(self, step):
        first, last = sorted((step.first, step.last))
        if step.kind == clocks.MOVED:
            first, last = step.first, step.last
        said = [format_date(self.env, day, date_format="EEE dd/MM/yyyy") for day in (first, last)]
        between = " → " if step.kind == clocks.MOVED else " – "
        return between.join(dict.fromkeys(said))

    def _step_in_words(self, step):
        """Return what one step of the reckoning means."""
        name, number = step.name, step.number
        words = {
            clocks.START: lambda: self._start_in_words(),
            clocks.COUNTED: lambda: self.env._("%(number)s days counted", number=number),
            clocks.WEEKEND: lambda: self.env._("Weekend, not counted"),
            clocks.DAY_OFF: lambda: self.env._("Day off, not counted: %(name)s", name=name),
            clocks.MADE_UP: lambda: self.env._("Made-up working day, counted"),
            clocks.LEFT_OUT: lambda: self._left_out_in_words(step),
            clocks.EXTENSION: lambda: self.env._("Extended by %(number)s days", number=number),
            clocks.NOMINAL: lambda: self._nominal_in_words(number),
            clocks.MOVED: lambda: self._moved_in_words(name),
            clocks.DUE: lambda: self.env._("The last day"),
        }
        return words[step.kind]()

    def _start_in_words(self):
        event = dict(self._fields["start_event"]._description_selection(self.env))
        return self.env._(
            "%(event)s: the day of the event is not counted", event=event[self.start_event]
        )

    def _left_out_in_words(self, step):
        if step.name == clocks.SUSPENSION:
            if not step.number:
                return self.env._("Suspended since then: no day is counted until it is resumed")
            return self.env._("Suspended, not counted: %(number)s days", number=step.number)
        return self.env._("Obstacle, not counted: %(number)s days", number=step.number)

    def _nominal_in_words(self, number):
        unit = dict(self._fields["unit"]._description_selection(self.env))[self.unit]
        return self.env._("End of the %(number)s %(unit)s", number=number, unit=unit)

    def _moved_in_words(self, name):
        if self.direction == clocks.BACKWARD:
            return self.env._("A day off: the working day before, so that nobody loses time")
        if name:
            return self.env._("A day off (%(name)s): the next working day", name=name)
        return self.env._("A day off: the next working day")
