from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.notice.reminders import CALENDAR, WORKING
from .scopes import BEFORE

EVENTS = [
    ("due", "Before the deadline"),
    ("overdue", "After the deadline"),
    ("not_received", "Assigned and not received"),
    ("silent", "No deadline and no news"),
    ("waiting", "The event it waits for is not recorded"),
    ("review", "A review is due"),
    ("part_due", "Before a coordinating agency's inner deadline"),
    ("part_overdue", "After a coordinating agency's inner deadline"),
    ("opinion_due", "Before an opinion is due"),
    ("opinion_overdue", "After an opinion was due"),
]
DAY_UNITS = [(WORKING, "Working days"), (CALENDAR, "Calendar days")]
RECIPIENTS = ("responder", "officer", "head", "monitor", "parent_head", "leader")


class DirectiveReminderRule(models.Model):
    """Dates and recipients of reminders; `_cron_remind` sends the reminders.

    `date_last_run` closes the gap after an outage: reminders between it and today are caught up
    once.
    """

    _name = "directive.reminder.rule"
    _description = "Reminder Rule"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    # When
    event = fields.Selection(EVENTS, required=True, default="due")
    days = fields.Integer(
        default=1, help="Days before or after the deadline; zero is the day of the deadline."
    )
    day_unit = fields.Selection(DAY_UNITS, string="Counted in", required=True, default=WORKING)
    repeat_days = fields.Integer(
        string="Repeat every", help="Days between repeated reminders; zero: remind once."
    )
    date_last_run = fields.Date(
        string="Evaluated up to",
        readonly=True,
        copy=False,
        default=lambda self: self._yesterday(),
    )

    # Tasks and recipients
    monitor_id = fields.Many2one(
        "res.users",
        string="Only tasks followed by",
        index="btree_not_null",
        default=lambda self: self._default_monitor_id(),
        help="If empty, the rule applies to all tasks; specialists create rules for their own "
        "tasks.",
    )
    to_responder = fields.Boolean(
        string="Responder",
        default=True,
        help="The responders of the agency concerned; if it has none, its head and deputies.",
    )
    to_officer = fields.Boolean(string="Officers", help="The officers named on the task.")
    to_head = fields.Boolean(string="Head", help="The head of the agency concerned.")
    to_monitor = fields.Boolean(
        string="Office specialist", help="The Office specialist who follows the task."
    )
    to_parent_head = fields.Boolean(
        string="Head of the higher agency", help="The head of the agency above the one concerned."
    )
    to_leader = fields.Boolean(
        string="Leader",
        help="The leader who gave the order; all leaders if the issuer is not a person.",
    )

    # How
    channel_app = fields.Boolean(string="In the application", default=True)
    channel_email = fields.Boolean(string="E-mail", default=True)

    _days_positive = models.Constraint(
        "CHECK (days >= 0 AND repeat_days >= 0)", "Numbers of days cannot be negative."
    )

    @api.model
    def _yesterday(self):
        return self.env["directive.settings"]._today() - timedelta(days=1)

    @api.model
    def _default_monitor_id(self):
        """Return the specialist themselves if they may not create rules for everybody."""
        user = self.env.user
        return not user.has_group("directive_tracking.group_directive_admin") and user

    @api.constrains("event", "days", "repeat_days")
    def _check_days(self):
        for rule in self:
            if rule.event in BEFORE and rule.repeat_days:
                raise ValidationError(
                    self.env._(
                        "A reminder before the deadline cannot repeat: add one rule per day."
                    )
                )
            if rule.event not in BEFORE and not rule.days:
                raise ValidationError(
                    self.env._("“%(rule)s” needs at least one day to wait.", rule=rule.name)
                )

    def write(self, vals):
        if vals.get("active"):
            # A rule that was turned off on purpose has missed nothing.
            vals = {"date_last_run": self._yesterday(), **vals}
        return super().write(vals)

    def _channels(self):
        """Return the codes of the channels ticked on this rule which the province has."""
        self.ensure_one()
        return self.env["directive.channel"]._ticked(self)
