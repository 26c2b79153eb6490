from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.text import fold


class PetitionSession(models.Model):
    """A session that stands in the work calendar: moved there or here, it is the same day."""

    _inherit = "petition.session"

    meeting_id = fields.Many2one(
        "directive.meeting",
        string="In the calendar",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self._in_workflow():
            vals_list = [{**vals, "meeting_id": False} for vals in vals_list]
        return super().create(vals_list)

    def _check_written(self, vals):
        if "meeting_id" in vals:
            raise UserError(self.env._("The calendar and its sessions are joined by the system."))
        super()._check_written(vals)

    def _is_held_by(self, leader):
        """Tell whether ``leader`` of the calendar is the head who receives."""
        if self.head_id and leader.user_id:
            return self.head_id == leader.user_id
        return bool(leader) and fold(self.head_name or "") == fold(leader.name)

    def action_view_meeting(self):
        """Open the entry of the calendar in which this session stands."""
        self.ensure_one()
        self.check_access("read")
        if not self.meeting_id:
            raise UserError(self.env._("This session is not in the work calendar."))
        self.meeting_id.check_access("read")
        return self.meeting_id._get_records_action(context={})

    def action_publish(self):
        """Record that the schedule was published today, in the calendar as well."""
        result = super().action_publish()
        for session in self:
            session._join_meeting()._take_announcement(session.date_published)
        return result

    def _join_meeting(self):
        """Return the entry of the calendar of this day and head, joined with this session."""
        # Who publishes a session need not see the calendar.
        known = self.sudo()
        if known.meeting_id or known.date_published is False:
            return known.meeting_id
        found = known.env["directive.meeting"].search(
            [
                ("day", "=", known.date),
                ("kind", "=", "reception"),
                ("is_shown", "=", True),
                ("is_private", "=", False),
                ("state", "not in", ("cancelled", "postponed")),
            ]
        )
        meeting = found.filtered(
            lambda one: known._is_held_by(one.chair_id) and not one._joined_session()
        )[:1]
        if meeting:
            known._record(meeting_id=meeting.id)
        return meeting

    def action_move(self, day=None, reason=None):
        """Move a session to its new day, in the calendar as well.

        :param day: the new day, after today
        :param str reason: said to the citizens
        :return: an action that opens the new session
        """
        self._hold_in_calendar(day)
        result = super().action_move(day, reason)
        self._move_in_calendar()
        return result

    def _hold_in_calendar(self, day=None):
        """Lock as a change in the calendar does: the weeks, the entry, and then the session."""
        self.check_access("write")
        # Whoever moves a session need not see the calendar.
        if meeting := self.sudo().meeting_id:
            day = self._typed_day(day)
            meeting._hold_for_change({"day": day} if day else {})

    def _move_in_calendar(self):
        # Whoever moves a session was asked here; the calendar says the same, and tells its people.
        meeting, new = self.sudo().meeting_id, self.sudo().moved_to_id
        if not meeting:
            return
        new._record(meeting_id=meeting.id)
        if meeting.day != new.date:
            meeting._change({"day": new.date}, self.move_reason)
