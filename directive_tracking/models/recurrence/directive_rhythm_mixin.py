from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.recurrence import FRIDAY, MONTHS, Rhythm
from ..task.directive_task_deadline import FREQUENCIES

WEEKDAYS = [
    ("1", "Monday"),
    ("2", "Tuesday"),
    ("3", "Wednesday"),
    ("4", "Thursday"),
    ("5", "Friday"),
    ("6", "Saturday"),
    ("7", "Sunday"),
]


class DirectiveRhythmMixin(models.AbstractModel):
    """How often periodic work is due, and on which day."""

    _name = "directive.rhythm.mixin"
    _description = "Rhythm"

    frequency = fields.Selection(FREQUENCIES)
    frequency_day = fields.Integer(
        string="Day of the month",
        aggregator=None,
        help="If empty, the cut-off day of Decree 09/2019: the 14th of the last month.",
    )
    frequency_month = fields.Integer(
        string="Month of the period",
        aggregator=None,
        help="Counted from the beginning of the quarter, half year or year. If empty, the last one.",
    )
    frequency_weekday = fields.Selection(
        WEEKDAYS, string="Day of the week", help="If empty, Friday."
    )

    @api.constrains("frequency_day")
    def _check_frequency_day(self):
        if any(not 0 <= one.frequency_day <= 31 for one in self):
            raise ValidationError(self.env._("The day of the month must be between 1 and 31."))

    @api.constrains("frequency", "frequency_month")
    def _check_frequency_month(self):
        for one in self:
            # Where periods have one month it stays unused, until the frequency is another.
            most = MONTHS[one.frequency] if one._has_month() else max(MONTHS.values())
            if not 0 <= one.frequency_month <= most:
                raise ValidationError(
                    self.env._("The month of the period must be between 1 and %(most)s.", most=most)
                )

    def _has_month(self):
        """Tell whether its periods have several months, in one of which it is due."""
        return MONTHS.get(self.frequency, 1) > 1

    def _rhythm(self):
        """Return the `Rhythm` of this record."""
        self.ensure_one()
        return Rhythm(
            self.frequency or "",
            self.frequency_day,
            int(self.frequency_weekday or FRIDAY),
            self.frequency_month if self._has_month() else 0,
        )
