import uuid

from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.agency.fate import DERIVED, moved

from ...tools.week.words import HALF_DAYS, KINDS, OVER, STANDING, STATES
from .groups import OFFICE_OR_LEADER


class DirectiveMeeting(models.Model):
    """One entry of a work calendar, from its registration to its conclusion, for ever the same.

    The Office writes entries freely while their week is a draft. In a published week everything
    goes through one method (`_change`), whichever door it comes through.
    """

    _name = "directive.meeting"
    _description = "Meeting"
    _inherit = [
        "directive.derived.mixin",
        "directive.hour.mixin",
        "directive.subject.mixin",
        "directive.hold.mixin",
        "directive.workflow.mixin",
    ]
    _order = "date_start, id"
    _rec_names_search = ["name", "place"]
    _notice_path = "directive-meetings"
    _notice_watcher = "monitor_id"
    _visible_by = ("shown_agency_ids",)

    # Identity
    uid = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self._new_uid(),
    )
    sequence = fields.Integer(
        string="Number of changes", readonly=True, copy=False, default=0, aggregator=None
    )
    week_id = fields.Many2one(
        "directive.week", required=True, index=True, ondelete="restrict", copy=False
    )
    group_id = fields.Many2one(related="week_id.group_id", store=True, index=True)
    is_shown = fields.Boolean(
        string="Published", compute="_compute_is_shown", store=True, compute_sudo=True
    )
    author_id = fields.Many2one(
        "res.users",
        string="Written by",
        required=True,
        readonly=True,
        copy=False,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )

    # When
    day = fields.Date(required=True, index=True)
    date_to = fields.Date(string="Last day", help="The last day of an entry of several days.")
    half_day = fields.Selection(HALF_DAYS, string="Time of day", required=True, default="morning")
    hour_start = fields.Float(string="From", aggregator=None)
    hour_end = fields.Float(string="To", aggregator=None)
    date_start = fields.Datetime(
        string="Begins", compute="_compute_dates", inverse="_inverse_dates", store=True, index=True
    )
    date_end = fields.Datetime(
        string="Ends", compute="_compute_dates", inverse="_inverse_dates", store=True
    )
    is_timed = fields.Boolean(string="Has an hour", compute="_compute_dates", store=True)
    is_printed_off = fields.Boolean(
        string="Cancelled in the imported week",
        readonly=True,
        copy=False,
        help="It had been published elsewhere: the page goes on saying that it is cancelled.",
    )
    moved_from = fields.Char(copy=False, help="As the week said it that was imported.")
    moved_values = fields.Json(
        readonly=True,
        copy=False,
        help="The time it was moved from, said to each in their language.",
    )
    asked_values = fields.Json(
        readonly=True, copy=False, help="The time its agency registered it for."
    )

    # What and where
    name = fields.Char(string="Content", required=True)
    kind = fields.Selection(KINDS, string="Kind of meeting", index=True)
    place = fields.Char()
    room_id = fields.Many2one(
        "directive.room", index="btree_not_null", domain=[("kind", "=", "room")]
    )
    car_ids = fields.Many2many(
        "directive.room",
        "directive_meeting_car_rel",
        string="Cars",
        domain=[("kind", "=", "car")],
        ondelete="restrict",
    )
    online_points = fields.Text(help="Where others join from, one a line.")
    remark = fields.Char()

    # Who
    chair_id = fields.Many2one("directive.leader", index="btree_not_null", ondelete="restrict")
    participation_ids = fields.One2many("directive.meeting.participation", "meeting_id")
    invited_text = fields.Text(string="Invited, as worded")
    preparing_ids = fields.One2many("directive.meeting.preparation", "meeting_id")
    invitation_number = fields.Char(string="Number of the invitation")
    invitation_separate = fields.Boolean(string="Invitation sent apart")
    office_text = fields.Char(
        string="From the Office", help="Staff of the Office who go with the leader."
    )
    monitor_id = fields.Many2one(
        "res.users", string="Office specialist", index="btree_not_null", ondelete="restrict"
    )
    is_private = fields.Boolean(
        string="Private", help="Colleagues see “busy”; the public page shows nothing."
    )

    # How it came about
    is_urgent = fields.Boolean(string="Urgent")
    unplanned_reason = fields.Char(string="Why it was not planned")
    registered_by_agency_id = fields.Many2one(
        "directive.agency",
        string="Registered by",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, copy=False, default="approved", index=True
    )
    is_withdrawn = fields.Boolean(string="Withdrawn", readonly=True, copy=False)
    mark_text = fields.Char(string="Mark", compute="_compute_mark_text", compute_sudo=True)
    standing_text = fields.Char(string="Standing", compute="_compute_mark_text", compute_sudo=True)
    reason = fields.Text(string="Reason of the last change", readonly=True, copy=False)
    successor_id = fields.Many2one(
        "directive.meeting",
        string="Merged into",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    revision_ids = fields.One2many("directive.meeting.revision", "meeting_id", readonly=True)
    visible_agency_ids = fields.Many2many(
        relation="directive_meeting_visible_agency_rel",
        column1="meeting_id",
        column2="agency_id",
        # Agencies do not see who else is told.
        groups=OFFICE_OR_LEADER,
    )

    _uid_uniq = models.Constraint("UNIQUE (uid)", "This meeting exists already.")
    _of_week = models.Index("(week_id, day, date_start, id)")

    @api.model
    def _new_uid(self):
        """Return the identity of an entry in every calendar that takes it up."""
        return f"{uuid.uuid4()}@directive-calendar"

    @api.depends("week_id.state", "revision_ids")
    def _compute_is_shown(self):
        """Once published always so: people know of it, even if it is moved to a week yet to come."""
        for meeting in self:
            meeting.is_shown = meeting.week_id.state == "published" or bool(meeting.revision_ids)

    @api.depends("state", "is_shown", "successor_id", "is_withdrawn", "registered_by_agency_id")
    @api.depends_context("lang")
    def _compute_mark_text(self):
        """Say of what does not stand in a published week what it is: nobody may count on it."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for meeting in self:
            stands = meeting.state in STANDING
            draft = self.env._("Draft") if stands and not meeting.is_shown else False
            label = meeting._ending_in_words() or labels[meeting.state]
            meeting.mark_text = draft or (False if stands else label)
            meeting.standing_text = meeting.mark_text or label

    def _ending_in_words(self):
        """Say how an entry ended that was not simply cancelled, as its agency would say it."""
        if self.state != "cancelled":
            return False
        if self.successor_id:
            return self.env._("Merged")
        if self.is_withdrawn:
            return self.env._("Withdrawn")
        is_refused = self.registered_by_agency_id and not self.revision_ids
        return is_refused and self.env._("Refused")

    @api.depends("name", "is_private", "mark_text", "day", "half_day", "hour_start", "hour_end")
    @api.depends_context("uid", "lang", "directive_marked", "directive_dated")
    def _compute_display_name(self):
        # A link shows a name without asking whether its reader may know it, and as the system.
        for meeting, known in zip(self, self.sudo(), strict=True):
            hidden = known.is_private and not meeting._is_named_to_reader()
            meeting.display_name = self.env._("Busy") if hidden else known.name
        self._hide_names()
        if self.env.context.get("directive_marked"):
            for meeting in self._filtered_access("read"):
                names = (meeting.mark_text, meeting.display_name)
                meeting.display_name = ": ".join(filter(None, names))
        if self.env.context.get("directive_dated"):
            # Meetings of a series have the same name each week.
            for meeting in self._filtered_access("read"):
                meeting.display_name = f"{meeting.display_name} ({meeting._hour_in_words()})"

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {
            "registered_by_agency_id": moved(("state", "not in", OVER)),
            "agency_ids": DERIVED,
            "shown_agency_ids": DERIVED,
        }
