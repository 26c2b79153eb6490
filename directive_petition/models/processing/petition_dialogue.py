from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.letter.workflow import IN_HAND

STATES = [("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")]
GUARDED = {"state", "clock_id", "date_told", "date_held"}
NOTICE = "DLG"


class PetitionDialogue(models.Model):
    """A dialogue with those concerned by a complaint: told five days before, kept in minutes."""

    _name = "petition.dialogue"
    _description = "Dialogue"
    _inherit = ["directive.workflow.mixin", "directive.hold.mixin"]
    _order = "day desc, id desc"
    _rec_name = "day"

    matter_id = fields.Many2one(
        "petition.matter", required=True, index=True, ondelete="restrict", copy=False
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="planned", copy=False)
    day = fields.Date(required=True, default=lambda self: self._default_day())
    hour = fields.Float(default=8.0, aggregator=None)
    place = fields.Char(required=True)
    chair_name = fields.Char(
        string="Chaired by", help="At the second level the head decides who holds it."
    )
    chair_post = fields.Char()
    invited = fields.Text(help="One a line.")
    clock_id = fields.Many2one("petition.clock", readonly=True, copy=False, ondelete="restrict")
    date_due = fields.Date(related="clock_id.date_due", string="To be told by")
    date_told = fields.Date(string="Told on", readonly=True, copy=False)
    is_late = fields.Boolean(string="Told too late", compute="_compute_is_late")
    date_held = fields.Date(string="Held on", readonly=True, copy=False)
    absent = fields.Text(string="Absent, and why", copy=False)
    minutes = fields.Text(string="What was said and agreed", copy=False)

    @api.model
    def _default_day(self):
        """Return a day of which everybody can still be told in time."""
        settings = self.env["directive.settings"]
        return settings._working_calendar().add(settings._today(), 7)

    @api.depends("date_told", "clock_id.date_due")
    def _compute_is_late(self):
        for one in self:
            one.is_late = bool(one.date_told and one.date_due and one.date_told > one.date_due)

    @api.depends("day", "state")
    @api.depends_context("lang", "uid")
    def _compute_display_name(self):
        for one in self:
            day = format_date(self.env, one.day) if one.day else ""
            one.display_name = self.env._("Dialogue of %s", day)
        self._hide_unreadable_names()

    @api.model_create_multi
    def create(self, vals_list):
        self._guard_looked_up(vals_list)
        for vals in vals_list:
            # Set explicitly: defaults from a context must not enter.
            vals.update(dict.fromkeys(GUARDED, False), state="planned")
            matter = self.env["petition.matter"].browse(vals.get("matter_id") or ())
            matter.check_access("write")
        dialogues = super().create(vals_list)
        for one in dialogues:
            one._check_may_be_planned()
            one._start_clock()
        return dialogues

    def write(self, vals):
        if not self._in_workflow():
            if (GUARDED | {"matter_id"}) & vals.keys():
                raise UserError(self.env._("This is recorded by the steps of a dialogue."))
            self._check_planned()
        result = super().write(vals)
        if vals.get("day") and not self._in_workflow():
            self._restart_clocks()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A dialogue is kept: cancel it instead."))

    def _check_planned(self):
        for one in self:
            if one.state != "planned":
                raise UserError(self.env._("“%s” is over and stays as it is.", one.display_name))

    def _check_may_be_planned(self):
        if self.matter_id.kind != "complaint" or self.matter_id.state not in IN_HAND:
            raise UserError(self.env._("A dialogue belongs to a complaint that is in hand."))

    # The term of telling

    def _start_clock(self):
        clock = self.env["petition.clock"]._start(self.matter_id, NOTICE, self.day)
        self._known().clock_id = clock

    def _restart_clocks(self):
        """Another day: whoever was told is told again, in time."""
        for one in self:
            one.clock_id._void()
            one._known().date_told = False
            one._start_clock()

    def _known(self):
        return self.with_context(directive_workflow=WORKFLOW)

    # Steps

    def _take(self):
        """Hold this dialogue and its matter for a step of the reader."""
        self.ensure_one()
        self.matter_id.check_access("write")
        self.matter_id._hold_and_touch()
        self._hold_and_touch()
        self._check_planned()

    def action_told(self):
        """Record that the written notice has gone out today, and open its paper."""
        self._take()
        today = self.env["directive.settings"]._today()
        self._known().date_told = today
        self.clock_id._stop(today)
        return self._open_paper("dialogue_notice")

    def action_hold(self):
        """Record that the dialogue took place, and open the draft of its minutes."""
        self._take()
        today = self.env["directive.settings"]._today()
        if self.day > today:
            raise UserError(self.env._("“%s” is still to come.", self.display_name))
        if not self.minutes:
            raise UserError(self.env._("Enter what was said and agreed, and who was absent."))
        self._known().write({"state": "held", "date_held": self.day})
        self.clock_id._stop(self.day)
        if self.matter_id.state == "verifying":
            self.matter_id._take_step("talk", {"day": self.day})
        return self._open_paper("dialogue_minutes")

    def action_cancel(self):
        """Cancel a dialogue that will not take place."""
        self._take()
        self._known().state = "cancelled"
        self.clock_id._void()
        return True

    def _open_paper(self, kind):
        Paper = self.env["petition.document"]
        paper = Paper._draft(self.matter_id, kind, recipient=self._invited_line())
        paper.body = self._text_of(kind)
        return paper._get_records_action(context={})

    def _invited_line(self):
        return ", ".join((self.invited or "").splitlines())

    def _text_of(self, kind):
        """Return the text of one of the papers of this dialogue, in the official language."""
        words = self.env["directive.paper.mixin"]._in_official_language().env
        one = self.with_env(words)
        lines = [one._when_and_where()]
        if kind == "dialogue_minutes":
            lines += [
                one.env._("Chaired by: %s", one._chair()),
                one.env._("Invited: %s", one._invited_line()),
                one.absent and one.env._("Absent: %s", one.absent),
                one.minutes,
                one.env._("Made in at least three copies, read to and signed by those present."),
            ]
        return "\n".join(filter(None, lines))

    def _when_and_where(self):
        minutes = round((self.hour or 0) * 60)
        return self.env._(
            "Dialogue on the complaint %(number)s: at %(hour)s on %(day)s, %(place)s.",
            number=self.matter_id.number or "",
            hour=f"{minutes // 60:02}:{minutes % 60:02}",
            day=format_date(self.env, self.day),
            place=self.place,
        )

    def _line_beside(self):
        """Return what the matter says of this dialogue to come."""
        day = format_date(self.env, self.day)
        if self.date_told:
            return self.env._("Dialogue on %s: those invited have been told.", day)
        due = format_date(self.env, self.date_due) if self.date_due else ""
        return self.env._("Dialogue on %(day)s: to be told by %(due)s.", day=day, due=due)

    def _chair(self):
        return ", ".join(filter(None, (self.chair_name, self.chair_post)))
