from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.order import RULES
from ...tools.workflow import DRAFT

DEADLINE_KINDS = [
    ("date", "On a day"),
    ("working_days", "Working days from assignment"),
    ("period", "End of a period"),
    ("periodic", "Periodic"),
    ("event", "After an event"),
    ("none", "No deadline"),
]
FREQUENCIES = [
    ("continuous", "Continuous"),
    ("weekly", "Weekly"),
    ("monthly", "Monthly"),
    ("quarterly", "Quarterly"),
    ("half_yearly", "Half-yearly"),
    ("yearly", "Yearly"),
]
DATED_KINDS = ("date", "period")  # the day is entered
# The day follows from the assignment, from the rhythm or from the event.
COUNTED_KINDS = ("working_days", "periodic", "event")
DAY_KINDS = (*DATED_KINDS, *COUNTED_KINDS)
MAX_WORKING_DAYS = 2500  # ten years
STAMPS = RULES["directive.task"].stamps
HARMLESS = {"state": DRAFT, "progress": 0, "rework_count": 0, "extension_count": 0}


class DirectiveTask(models.Model):
    """The deadline of a task, and the initial values of a new task."""

    _inherit = "directive.task"

    deadline_kind = fields.Selection(DEADLINE_KINDS, required=True, default="date")
    deadline_text = fields.Char(
        string="Deadline as worded", help="The original wording of the document."
    )
    deadline_days = fields.Integer(string="Working days", aggregator=None)
    frequency = fields.Selection(FREQUENCIES)
    frequency_day = fields.Integer(string="Day of the month", aggregator=None)
    date_deadline = fields.Date(
        string="Deadline", compute="_compute_date_deadline", store=True, readonly=False, copy=True
    )
    date_deadline_original = fields.Date(
        string="Original deadline",
        readonly=True,
        copy=False,
        help="The deadline at assignment; extensions never change it.",
    )

    _frequency_day_of_month = models.Constraint(
        "CHECK (frequency_day BETWEEN 0 AND 31)", "The day of the month must be between 1 and 31."
    )

    @api.depends("deadline_kind")
    def _compute_date_deadline(self):
        """Drop a day typed before the kind was changed to one without a day."""
        for task in self:
            if task.deadline_kind not in DATED_KINDS:
                task.date_deadline = False

    @api.constrains("deadline_kind", "deadline_days")
    def _check_deadline_days(self):
        for task in self:
            counted = task.deadline_kind == "working_days"
            if counted and not 1 <= task.deadline_days <= MAX_WORKING_DAYS:
                raise ValidationError(
                    self.env._(
                        "“%(task)s”: enter the number of working days until it is due, from 1 "
                        "to %(limit)s.",
                        task=task.name,
                        limit=MAX_WORKING_DAYS,
                    )
                )

    @api.constrains("deadline_kind", "date_deadline")
    def _check_deadline_day(self):
        """A day with “no deadline” would be counted but not shown."""
        for task in self:
            # In a draft the rhythm or the event has not given a day yet.
            known = (*DATED_KINDS, "working_days") if task.state == DRAFT else DAY_KINDS
            if task.date_deadline and task.deadline_kind not in known:
                raise ValidationError(
                    self.env._(
                        "“%(task)s” has a day as its deadline: choose the kind “On a day”, "
                        "or remove the day.",
                        task=task.name,
                    )
                )

    def _begin_as_draft(self, vals):
        """Set the initial values of a draft in ``vals``, whatever the caller's defaults are.

        Odoo fills fields left out from the context and from the user's own defaults; a
        state or stamp must not come in that way.
        """
        if not self._in_workflow():
            given = {name for name in STAMPS & vals.keys() if vals[name]}
            forged = {name for name in given if vals[name] != HARMLESS.get(name)}
            if forged:
                self._refuse_stamps(forged)
        left_out = STAMPS - vals.keys() if self._in_workflow() else STAMPS
        vals.update({name: HARMLESS.get(name, False) for name in left_out})

    @api.model
    def _deadline_fields(self):
        """Return the fields from which the deadline follows; rooms with more kinds add theirs."""
        return {"deadline_kind", "deadline_days", "date_deadline"}

    def _assignment_deadline(self, today, calendar):
        """Return the deadline counted from assignment on ``today``, or the one given.

        Electronic delivery is receipt, so a term "from receipt" runs from assignment:
        an agency cannot win time by not pressing a button.
        """
        self.ensure_one()
        if self.deadline_kind == "working_days":
            return calendar.add(today, self.deadline_days)
        return self.date_deadline
