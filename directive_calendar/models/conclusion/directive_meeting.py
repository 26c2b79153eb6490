from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.guard.secrecy import is_marked_secret, is_secret_number

from ...tools.conclusion.lateness import days_late
from .directive_meeting_point import DRAFT, OFFICE_OR_LEADER

OFFICE = "directive_tracking.group_directive_office"
# Written by the steps that issue conclusions and announce reception days.
STAMPS = {"conclusion_directive_id", "date_concluded", "conclusion_late_days", "date_announced"}
# Conclusions are written during the meeting and afterwards; the notice has its own number and day.
CONCLUSION_FIELDS = {
    "minutes",
    "conclusion_number",
    "conclusion_date",
    "conclusion_file",
    "conclusion_file_name",
    "point_ids",
    "series_id",
}
CONCLUDABLE = ("approved", "invited", "in_session", "held", "concluded")


class DirectiveMeeting(models.Model):
    """After the meeting: minutes, conclusions, and how late their notice is.

    The notice is to be issued within five working days of the meeting (Decision 45/2018/QĐ-TTg).
    """

    _inherit = "directive.meeting"

    series_id = fields.Many2one(
        "directive.meeting.series",
        index="btree_not_null",
        ondelete="restrict",
        help="Meetings that go on with the same matters; open points pass from one to the next.",
    )
    minutes = fields.Text(copy=False, groups=OFFICE_OR_LEADER)
    point_ids = fields.One2many(
        "directive.meeting.point", "meeting_id", string="Conclusions", copy=False
    )
    point_count = fields.Integer(compute="_compute_point_count", string="Points")
    draft_point_count = fields.Integer(
        compute="_compute_point_count", string="Points not yet assigned"
    )
    conclusion_number = fields.Char(string="Number of the notice", copy=False)
    conclusion_date = fields.Date(string="Date of the notice", copy=False)
    # Not a file of the meeting: who is invited sees those, and of the conclusions only their own.
    conclusion_file = fields.Binary(string="Notice as read", copy=False, groups=OFFICE_OR_LEADER)
    conclusion_file_name = fields.Char(copy=False, groups=OFFICE_OR_LEADER)
    conclusion_due = fields.Date(
        string="Notice due on", compute="_compute_conclusion_due", help="Working days after it."
    )
    conclusion_warning = fields.Char(compute="_compute_conclusion_due")
    conclusion_directive_id = fields.Many2one(
        "directive.directive",
        string="Order with its tasks",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    date_concluded = fields.Date(string="Conclusions issued on", readonly=True, copy=False)
    conclusion_late_days = fields.Integer(
        string="Working days too late",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Of the notice of conclusions; zero when it was in time.",
    )

    @api.model
    def _guarded_names(self):
        return super()._guarded_names() | STAMPS

    @api.model
    def _loose_names(self):
        return super()._loose_names() | CONCLUSION_FIELDS

    @api.depends("point_ids.state")
    def _compute_point_count(self):
        for meeting in self:
            meeting.point_count = len(meeting.point_ids)
            meeting.draft_point_count = len(meeting._draft_points())

    def _draft_points(self):
        return self.point_ids.filtered(lambda point: point.state == DRAFT)

    @api.depends("day", "date_to", "state", "conclusion_date", "date_concluded")
    def _compute_conclusion_due(self):
        settings = self.env["directive.settings"]
        calendar, days = settings._working_calendar(), settings._get_calendar("conclusion_days")
        today = settings._today()
        for meeting in self:
            last = meeting.date_to or meeting.day
            meeting.conclusion_due = last and calendar.add(last, days)
            issued = meeting.conclusion_date or meeting.date_concluded
            late = last and days_late(calendar, last, days, issued or today)
            waits = meeting.state in ("held", "in_session") or issued
            meeting.conclusion_warning = bool(late and waits) and self.env._(
                "The notice of conclusions was due on %(day)s: it is %(days)s working days late.",
                day=format_date(self.env, meeting.conclusion_due),
                days=late,
            )

    @api.constrains("minutes", "conclusion_number")
    def _check_conclusion_secrecy(self):
        for meeting in self:
            if is_secret_number(meeting.conclusion_number) or is_marked_secret(meeting.minutes):
                raise ValidationError(
                    self.env._(
                        "“%(name)s” bears a secrecy mark. State secrets must not be entered here: "
                        "use the network intended for them.",
                        name=meeting.conclusion_number or meeting.display_name,
                    )
                )

    @api.constrains("is_private")
    def _check_private_without_conclusions(self):
        for meeting in self.filtered("is_private"):
            if meeting.sudo().point_ids:  # a private entry may be hidden from who asks
                raise ValidationError(
                    self.env._("A private entry has no conclusions: agencies would read them.")
                )

    def _check_may_conclude(self):
        """Raise unless the caller may write the conclusions of these meetings."""
        self.check_access("read")
        if not (self.env.su or self.env.user.has_group(OFFICE)):
            raise UserError(
                self.env._("Only the Office writes the conclusions of a meeting and issues them.")
            )
        for meeting in self:
            if meeting.is_private or meeting.state not in CONCLUDABLE:
                raise UserError(
                    self.env._(
                        "“%(meeting)s” has no conclusions: it is private, or it was not held.",
                        meeting=meeting.display_name,
                    )
                )

    def action_read_conclusions(self):
        """Open the form that reads a notice of conclusions, a file or pasted text."""
        self.ensure_one()
        self._check_may_conclude()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Read conclusions"),
            "res_model": "directive.conclusion.reading",
            "view_mode": "form",
            "target": "new",
            "context": {"default_meeting_id": self.id},
        }

    def action_view_conclusion_tasks(self):
        """Open the tasks that came of these conclusions."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_action_all"
        )
        domain = [("directive_id", "in", self.conclusion_directive_id.ids)]
        return dict(action, domain=domain, context={})

    def action_view_pack(self):
        """Open the pack for this meeting: what was decided before and where it stands."""
        self.ensure_one()
        self.check_access("read")
        pack = self.env["directive.meeting.pack"].create({"meeting_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Pack for the meeting"),
            "res_model": pack._name,
            "res_id": pack.id,
            "view_mode": "form",
            "target": "new",
        }
