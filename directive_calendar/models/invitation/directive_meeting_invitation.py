from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.invitation.words import WAITING
from ...tools.week.words import OFF

CALLABLE = ("approved", "invited")
STAMPS = {"date_invited", "date_to_tell"}


class DirectiveMeeting(models.Model):
    """Calling a meeting: the invitation, late or not, to everybody at once."""

    _inherit = "directive.meeting"

    date_invited = fields.Datetime(string="Invited on", readonly=True, copy=False)
    invitation_warning = fields.Char(compute="_compute_invitation_warning")
    waiting_count = fields.Integer(string="Without an answer", compute="_compute_board_text")
    board_text = fields.Char(string="Answers", compute="_compute_board_text")

    @api.model
    def _guarded_names(self):
        return super()._guarded_names() | STAMPS

    @api.depends("day", "state", "date_invited", "is_urgent", "unplanned_reason")
    def _compute_invitation_warning(self):
        """Warn of an invitation later than Decision 45/2018/QĐ-TTg wants, unless it says why."""
        settings = self.env["directive.settings"]
        days, today = settings._get_calendar("invitation_days"), settings._today()
        calendar = settings._working_calendar()
        for meeting in self:
            is_ahead = meeting.state in CALLABLE and not meeting.date_invited and meeting.day
            left = is_ahead and calendar.count(today, meeting.day)
            is_late = is_ahead and left < days and not meeting.unplanned_reason
            meeting.invitation_warning = bool(is_late) and self.env._(
                "The invitation would come %(left)s working days before the meeting, fewer than "
                "%(days)s: say why it was not planned.",
                left=max(left, 0),
                days=days,
            )

    @api.depends("participation_ids.answer", "participation_ids.consent", "state")
    def _compute_board_text(self):
        """Count the answers; none is awaited where the meeting does not take place."""
        for meeting in self:
            rows = meeting._rows_to_answer()
            if meeting.state in OFF:
                rows = rows.filtered(lambda row: row.answer != WAITING)
            count = {kind: len(found) for kind, found in rows.grouped("answer").items()}
            meeting.waiting_count = count.get("waiting", 0)
            meeting.board_text = bool(rows) and self.env._(
                "%(attends)s attend, %(substitute)s send a substitute, %(excused)s excused, "
                "%(waiting)s have not answered",
                **{
                    kind: count.get(kind, 0)
                    for kind in ("attends", "substitute", "excused", "waiting")
                },
            )

    def _rows_to_answer(self):
        return self.participation_ids.filtered(lambda row: row.agency_id and not row.is_excluded)

    def action_invite(self):
        """Invite the agencies and leaders of these meetings, each person once.

        :raises UserError: unless the meeting stands in a published week and is still ahead
        """
        self._check_office()
        for meeting in self:
            meeting._hold_and_touch()
            meeting._check_can_invite()
            meeting._write_invitation(state="invited", date_invited=fields.Datetime.now())
            meeting._tell_news()
        return True

    def _check_office(self):
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group(
            "directive_tracking.group_directive_office"
        ):
            raise UserError(self.env._("Only the Office can do this."))

    def _check_can_invite(self):
        if not self.is_shown:
            raise UserError(self.env._("Publish the week first: invitations follow it."))
        if self.state != "approved":
            raise UserError(self.env._("“%s” cannot be called now.", self.display_name))
        if self.date_start <= fields.Datetime.now():
            raise UserError(self.env._("“%s” has begun already.", self.display_name))
        # Rows of participants are not all the reader's.
        if not self.sudo()._invited_people():
            raise UserError(
                self.env._("“%s” invites nobody: add agencies first.", self.display_name)
            )

    # The board

    def action_view_answers(self):
        """Open the board: who was invited, what they answered, who came."""
        self.ensure_one()
        self._check_office()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_calendar.directive_meeting_participation_action"
        )
        return dict(action, domain=[("meeting_id", "=", self.id), ("agency_id", "!=", False)])

    def action_remind_unanswered(self):
        """Remind every agency that has not answered, once an hour at most; say how many people."""
        self._check_office()
        now, before = fields.Datetime.now(), self._reminders()
        for meeting in self.sudo():  # the role was checked; recipients are the system's to know
            agencies = meeting._rows_to_answer().filtered(lambda row: row.answer == "waiting")
            if meeting.date_invited and meeting.date_start > now:
                meeting._tell(
                    "meeting_unanswered",
                    {meeting.id: meeting._agency_people(agencies.agency_id)},
                    occurrence=f"{meeting._last_number()}#{now:%Y%m%d%H}",
                    urgency=meeting._urgency_of_news(None),
                    valid_until=meeting.date_start,
                    wants_ack=False,
                )
        return self._reminded_notification(
            len((self._reminders() - before).delivery_ids.partner_id)
        )

    def _reminders(self):
        # The ledger is the system's; the caller learns a number.
        return (
            self.env["directive.notice"]
            .sudo()
            .search(
                [
                    ("event", "=", "meeting_unanswered"),
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                ]
            )
        )

    def _reminded_notification(self, count):
        message = self.env._("%(count)s people have been reminded.", count=count)
        if not count:
            message = self.env._(
                "Nobody was reminded: all have answered, or were reminded within this hour."
            )
        params = {"type": "success" if count else "warning", "message": message}
        return {"type": "ir.actions.client", "tag": "display_notification", "params": params}

    def action_broadcast_from(self):
        """Open an order to carry out at once, to the agencies of this meeting."""
        self.ensure_one()
        action = self.action_broadcast()
        context = {"default_agency_ids": [Command.set(self.agency_ids.ids)]}
        return dict(action, context={**action["context"], **context})

    def _in_steps(self):
        # The steps alone write states; each checks its caller.
        return self.sudo().with_context(directive_workflow=WORKFLOW)
