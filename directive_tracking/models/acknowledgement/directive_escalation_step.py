from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...tools.notice.ladder import MAX_MINUTES, OpenHours
from ...tools.urgency import EXPRESS, URGENCIES

ACTIONS = [
    ("app", "In the application"),
    ("email", "By e-mail"),
    ("deputy", "To the deputies"),
    ("call", "Call list"),
]


class DirectiveEscalationStep(models.Model):
    """An escalation step: the action after some minutes without acknowledgement, per urgency.

    The steps of an urgency form its ladder; steps with the same minute form one rung and are
    taken together.
    """

    _name = "directive.escalation.step"
    _description = "Escalation Step"
    _inherit = ["directive.default.mixin"]
    _order = "urgency_rank, minutes, sequence, id"
    _rec_name = "action"
    _default_key = ("urgency", "minutes", "action")

    urgency = fields.Selection(URGENCIES, required=True, default="very_urgent")
    urgency_rank = fields.Integer(compute="_compute_urgency_rank", store=True)
    sequence = fields.Integer(default=10)
    minutes = fields.Integer(
        string="After (minutes)",
        required=True,
        default=60,
        aggregator=None,
        help="Minutes since the notice. Only minutes on working days outside the quiet hours "
        "count; for express notices every minute counts.",
    )
    after = fields.Char(compute="_compute_after")
    action = fields.Selection(ACTIONS, string="Repeat by", required=True)

    _once_uniq = models.UniqueIndex(
        "(urgency, minutes, action)", "This escalation step already exists."
    )

    @api.depends("urgency")
    def _compute_urgency_rank(self):
        ranks = {urgency: rank for rank, (urgency, _label) in enumerate(URGENCIES)}
        for step in self:
            step.urgency_rank = -ranks.get(step.urgency, 0)  # the most urgent first

    @api.depends("minutes")
    def _compute_after(self):
        for step in self:
            step.after = self._duration(step.minutes)

    @api.model
    def _duration(self, minutes):
        """Return minutes in a readable form."""
        hours, rest = divmod(int(minutes), 60)
        if not hours:
            return self.env._("%(minutes)s min", minutes=rest)
        if not rest:
            return self.env._("%(hours)s h", hours=hours)
        return self.env._("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)

    @api.constrains("minutes")
    def _check_minutes(self):
        for step in self:
            if not 1 <= step.minutes <= MAX_MINUTES:
                raise ValidationError(
                    self.env._(
                        "A step must come between 1 minute and 30 days (%(most)s minutes) "
                        "after the notice: the notice itself is the first step.",
                        most=MAX_MINUTES,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps._reschedule(set(steps.mapped("urgency")))
        return steps

    def write(self, vals):
        urgencies = set(self.mapped("urgency"))
        result = super().write(vals)
        self._reschedule(urgencies | set(self.mapped("urgency")))
        return result

    def unlink(self):
        urgencies = set(self.mapped("urgency"))
        result = super().unlink()
        self._reschedule(urgencies)
        return result

    def _reschedule(self, urgencies):
        """Apply the changed ladder to everything already waiting."""
        self.flush_model()
        self.env["directive.notice.acknowledgement"]._look_again(
            SQL("urgency = ANY(%s)", list(urgencies))
        )

    # When

    @api.model
    def _ladders(self):
        """Return the current ladders: ``{urgency: {minutes: steps}}``."""
        ladders = {}
        # Any user may cause or settle a notice, which needs the ladder.
        for step in self.sudo().search([("urgency", "!=", False)]):
            rungs = ladders.setdefault(step.urgency, {})
            rungs[step.minutes] = rungs.get(step.minutes, self.browse().sudo()) | step
        return ladders

    @api.model
    def _open_hours(self):
        """Return the hours in which people may be contacted."""
        settings = self.env["directive.settings"]
        quiet = settings._get("quiet_from"), settings._get("quiet_to")
        return OpenHours(settings._working_calendar(), *quiet)

    @api.model
    def _moments(self, urgency, minutes, start, hours=None):
        """Return ``{minutes: moment}`` (UTC) of the rungs of a notice written at ``start`` (UTC)."""
        if urgency in EXPRESS:
            return {one: fields.Datetime.add(start, minutes=one) for one in minutes}
        settings = self.env["directive.settings"]
        hours = hours or self._open_hours()
        local = settings._to_local(start)
        return {one: settings._to_utc(hours.after(local, one)) for one in minutes}

    @api.model
    def _first_moment(self, urgency, start):
        """Return when (UTC) the first step of ``urgency`` is due, or None if it has no steps."""
        # Any user may cause a notice, which starts its ladder.
        first = self.sudo().search([("urgency", "=", urgency)], order="minutes", limit=1)
        return first and self._moments(urgency, [first.minutes], start)[first.minutes] or None
