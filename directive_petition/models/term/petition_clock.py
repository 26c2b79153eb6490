from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.term.clock import LeftOut, reckon, suspended
from ...tools.term.words import DIRECTIONS, EVENTS, KINDS, STATES, UNITS

OPEN = ("running", "suspended")
NEAR_DAYS = 3  # working days before the end in which a clock is near, unless set otherwise
TIMELINESS = [
    ("in_term", "In term"),
    ("near", "Near"),
    ("overdue", "Overdue"),
    ("on_time", "On time"),
    ("late", "Late"),
    ("over", "Over"),
    ("none", "Not counted"),
]


class PetitionClock(models.Model):
    """One term running for one case: the row of the law as it was applied, and its end.

    Its values are copied from the row, so that a later edit changes no case. The days are worked
    out by `reckon` whenever something moves them, and each move is kept.
    """

    _name = "petition.clock"
    _description = "Clock of a Case"
    _inherit = ["directive.kept.mixin", "directive.hold.mixin"]
    _order = "date_due, id"
    _rec_name = "code"

    term_id = fields.Many2one(
        "petition.term", required=True, readonly=True, index=True, ondelete="restrict"
    )
    name = fields.Char(related="term_id.name", string="What the term is for")
    code = fields.Char(required=True, readonly=True, index=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    amount = fields.Integer(required=True, readonly=True, aggregator=None)
    unit = fields.Selection(UNITS, required=True, readonly=True)
    direction = fields.Selection(DIRECTIONS, required=True, readonly=True)
    start_event = fields.Selection(EVENTS, string="Counted from", required=True, readonly=True)
    is_suspension_left_out = fields.Boolean(string="Suspension not counted", readonly=True)
    is_duty = fields.Boolean(string="Binds the office", readonly=True)
    extension_count = fields.Integer(string="Extensions at most", readonly=True, aggregator=None)
    extension_amount = fields.Integer(
        string="Days of an extension at most", readonly=True, aggregator=None
    )
    source = fields.Char(readonly=True)

    date_start = fields.Date(string="Day of the event", required=True, readonly=True)
    date_nominal = fields.Date(string="End before days off", readonly=True)
    date_due = fields.Date(
        string="Due", readonly=True, index="btree_not_null", help="Empty while it is suspended."
    )
    date_stopped = fields.Date(string="Done on", readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="running", index=True)
    pause_ids = fields.One2many("petition.clock.pause", "clock_id", readonly=True)
    extension_ids = fields.One2many("petition.clock.extension", "clock_id", readonly=True)
    change_ids = fields.One2many("petition.clock.change", "clock_id", readonly=True)
    timeliness = fields.Selection(TIMELINESS, compute="_compute_timeliness")
    days_left = fields.Integer(
        string="Working days left", compute="_compute_timeliness", aggregator=None
    )

    _running = models.Index("(date_due) WHERE state = 'running'")

    @api.depends("code", "name")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for clock in self:
            clock.display_name = f"{clock.code} – {clock.name}"
        self._hide_unreadable_names()

    @api.depends("date_due", "date_stopped", "state")
    def _compute_timeliness(self):
        settings = self.env["directive.settings"]
        today, calendar = settings._today(), settings._working_calendar()
        near = calendar.add(today, self._near_days())
        for clock in self:
            due, is_running = clock.date_due, clock.state == "running"
            clock.days_left = calendar.count(today, due) if due and is_running else 0
            clock.timeliness = clock._timeliness(today, near)

    @api.model
    def _near_days(self):
        """Return in how many working days before its end a clock is near."""
        return self.env["directive.settings"]._read_setting(
            "directive_petition.near_days", NEAR_DAYS
        )

    def _timeliness(self, today, near):
        due = self.date_due
        if not due or self.state == "void":
            return "none"
        if self.state == "stopped":
            return "late" if self.date_stopped and self.date_stopped > due else "on_time"
        if due < today:
            return "overdue" if self.is_duty else "over"
        return "near" if due <= near else "in_term"

    @api.model
    def _begin(self, starts, facts, **vals):
        """Start the clocks of a case with these ``facts``, and return them.

        :param starts: ``[(code of the term, day of the event, event or None)]``
        :param Facts facts: of the case, whatever their day
        :raises UserError: if no row of the law holds
        """
        Term = self.env["petition.term"]
        rows = Term._rows_of({code for code, _day, _event in starts})
        values = []
        for code, day, event in starts:
            term = rows._choose(code, facts._replace(day=day), event)
            term or self._refuse_without_term(code, day)
            applied = {**term._applied_values(), "date_start": day, **vals}
            values.append(applied | self._ends(self._reckon(applied)))
        return self._known().create(values).with_env(self.env)

    @api.model
    def _refuse_without_term(self, code, day):
        raise UserError(
            self.env._(
                "No term %(code)s is in force on %(day)s: the managers of petitions add it under Terms "
                "of the law.",
                code=code,
                day=day.strftime("%d/%m/%Y"),
            )
        )

    def _known(self):
        """Return these clocks as the steps of a case write them, whoever takes the step."""
        # Clocks are kept by the system: nobody has a right to write them.
        return self.sudo().with_context(directive_workflow=WORKFLOW)

    # The end

    @api.model
    def _reckon(self, values, left_out=(), extensions=(), names=None):
        """Return the end of a clock with these ``values``, as a `Reckoning`."""
        return reckon(
            values["date_start"],
            values["amount"],
            values["unit"],
            self.env["directive.settings"]._working_calendar(),
            values["direction"],
            left_out,
            extensions,
            names,
        )

    @api.model
    def _ends(self, found):
        return {"date_nominal": found.nominal, "date_due": found.due}

    def _reckoning(self, names=None):
        """Return the end of this clock as it is now, as a `Reckoning`."""
        self.ensure_one()
        decisions = self.extension_ids if self.extension_count else self.extension_ids.browse()
        extensions = decisions.filtered("is_effective").sorted("id").mapped("days")
        left_out = self._left_out() if self.is_suspension_left_out else ()
        return self._reckon(self, left_out, extensions, names)

    def _left_out(self):
        """Return the days of this clock that are not counted."""
        return [
            suspended(pause.date_from, pause.date_to)
            if pause.kind == "suspension"
            else LeftOut(pause.date_from, pause.date_to or None)
            for pause in self.pause_ids
        ]

    def _settle(self, kind=None, reason=None):
        """Work out the end anew, and keep the change if there is one; return the clocks moved."""
        moved = self.browse()
        for clock in self._known():
            ends, before = clock._ends(clock._reckoning()), clock.date_due
            if all((clock[name] or None) == day for name, day in ends.items()):
                continue
            clock.write(ends)
            if kind:
                clock._keep_change(kind, before, ends["date_due"], reason)
                moved |= clock
        return moved.with_env(self.env)

    def _keep_change(self, kind, before, after, reason):
        self.env["petition.clock.change"].create(
            {
                "clock_id": self.id,
                "kind": kind,
                "date_before": before,
                "date_after": after,
                "reason": reason,
                "user_id": self.env.uid,
            }
        )

    @api.model
    def _settle_open(self, reason):
        """Work out the ends of all open clocks after a change of the working days."""
        # The law is the same for all cases, whoever sees them.
        clocks = self.sudo().search(Domain("state", "in", OPEN))
        clocks._settle("day_off", reason)._tell_moved()

    def _tell_moved(self):
        """Tell whoever works on a case that its day has moved; rooms with cases extend it."""

    def _refuse(self):
        raise UserError(self.env._("The clocks of a case are kept by the system."))
