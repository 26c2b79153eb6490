from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..groups import KEEPER

OFFICE = "directive_tracking.group_directive_office"


class DirectiveMeeting(models.Model):
    """What an agency may write in its own calendar: its leaders and its rooms, nobody else's.

    Another agency is invited, and a room of the house taken, by the Office alone.
    """

    _inherit = "directive.meeting"

    can_write = fields.Boolean(compute="_compute_can_write")

    @api.depends_context("uid")
    def _compute_can_write(self):
        allowed = self._filtered_access("write") if self.has_access("read") else self.browse()
        for meeting in self:
            meeting.can_write = not meeting._origin or meeting in allowed

    def _hide_names(self):
        """Name the entries of one's own calendar to who writes it."""
        kept = self._kept_by_reader()
        super(DirectiveMeeting, self - kept)._hide_names()

    def _kept_by_reader(self):
        """Return those of these entries that stand in a calendar the reader writes."""
        if not self.env.user.has_group(KEEPER):
            return self.browse()
        # Which calendar an entry stands in is everybody's to know.
        groups = self.sudo().group_id.sudo(False).filtered("is_ours")
        return self.filtered(lambda one: one.sudo().group_id.sudo(False) in groups)

    @api.model
    def _is_written_by_office(self):
        return self.env.su or self.env.user.has_group(OFFICE)

    def _check_own_calendar(self):
        """Raise if an agency wrote more in these entries than is its own.

        Not a constraint: those are asked as the system, whoever writes.
        """
        if self._is_written_by_office():
            return
        for meeting in self:
            meeting._check_own_leaders(meeting.chair_id)
            ours = self.env.user._directive_agencies()
            others = (meeting.room_id | meeting.car_ids).filtered(
                lambda room, ours=ours: room.agency_id not in ours
            )
            if others:
                raise ValidationError(
                    self.env._(
                        "%(room)s is not of your agency: write the place in words, or register the "
                        "meeting with the Office.",
                        room=others[0].name,
                    )
                )

    def _check_own_leaders(self, leaders):
        """Raise if one of ``leaders`` does not stand in this calendar."""
        if others := leaders - self.group_id.leader_ids:
            raise ValidationError(
                self.env._(
                    "%(leader)s is not in the calendar “%(calendar)s”: name them in words.",
                    leader=others[0].name,
                    calendar=self.group_id.name,
                )
            )

    def _readable_names(self, names):
        """Return those of the fields ``names`` that the writer may read and write."""
        return [name for name in names if self._has_field_access(self._fields[name], "write")]
