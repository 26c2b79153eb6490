from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.conclusion.lateness import days_short
from ...tools.week.words import OFF
from .directive_meeting import OFFICE

RECEPTION = "reception"


class DirectiveMeeting(models.Model):
    """Reception days of leaders: announced in time, put off only to another day.

    Law on Reception of Citizens, article 24: the schedule is announced at least five working days
    ahead; where a day is not held, the new one is told at the place.
    """

    _inherit = "directive.meeting"

    date_announced = fields.Date(
        string="Announced on",
        readonly=True,
        copy=False,
        help="When the reception day was announced to the public.",
    )
    announcement_warning = fields.Char(compute="_compute_announcement_warning")

    @api.depends("kind", "day", "date_announced", "unplanned_reason")
    def _compute_announcement_warning(self):
        for meeting in self:
            short = meeting._announced_too_late_by()
            meeting.announcement_warning = bool(short) and self.env._(
                "A reception day is announced %(days)s working days ahead: %(short)s are missing. "
                "Say why it was not planned, or choose a later day.",
                days=self.env["directive.settings"]._reception_days(),
                short=short,
            )

    def _announced_too_late_by(self):
        """Return the working days missing between the announcement, or today, and this day."""
        if self.kind != RECEPTION or not self.day or self.unplanned_reason:
            return 0
        settings = self.env["directive.settings"]
        announced = self.date_announced or settings._today()
        return days_short(
            settings._working_calendar(), announced, settings._reception_days(), self.day
        )

    def action_announce_reception(self):
        """Record that these reception days have been announced today.

        :raises UserError: where a day is too near and nobody said why it was not planned
        """
        self.check_access("write")
        if not (self.env.su or self.env.user.has_group(OFFICE)):
            raise UserError(self.env._("Only the Office announces reception days."))
        days = self.filtered(lambda one: one.kind == RECEPTION and not one.date_announced)
        days._hold_and_touch()
        days._check_announced_in_time()
        days._announce()
        return True

    def _announce(self):
        # The step has been checked; nobody writes this field directly.
        today = self.env["directive.settings"]._today()
        self.sudo().with_context(directive_workflow=WORKFLOW).write({"date_announced": today})

    def _check_announced_in_time(self):
        for meeting in self.filtered("announcement_warning"):
            raise UserError(
                self.env._(
                    "“%(meeting)s” of %(day)s: %(warning)s",
                    meeting=meeting.display_name,
                    day=format_date(self.env, meeting.day),
                    warning=meeting.announcement_warning,
                )
            )

    def _may_be_put_off(self):
        return super()._may_be_put_off() and self.kind != RECEPTION

    def _change(self, values, reason):
        """A reception day is put off only to another day: those who come are told when to come."""
        for meeting in self.filtered(lambda one: one.kind == RECEPTION):
            if values.get("state") in OFF:
                raise UserError(
                    self.env._(
                        "“%(meeting)s” is a reception day: put it off by moving it to its new day.",
                        meeting=meeting.display_name,
                    )
                )
        return super()._change(values, reason)
