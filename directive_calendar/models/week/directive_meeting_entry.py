from odoo import models

from ...tools.week.hours import hour_text

# The states of an entry as a printed week knows them.
PRINTED = {"postponed": "postponed", "cancelled": "cancelled"}


class DirectiveMeeting(models.Model):
    """One meeting as an entry of the printed week."""

    _inherit = "directive.meeting"

    def _entry(self, masked=True):
        """Return this meeting as a dict: the shape in which weeks are read, printed and compared.

        :param masked: whether a private entry the reader may not know says only “busy”
        """
        self.ensure_one()
        if masked and self.sudo().is_private and not self._is_known_to_reader():
            return self._busy_entry()
        one = self.sudo()  # what stands on the page is everybody's
        return self._entry_of_time() | {
            "content": one.name,
            "place": one.place or one.room_id.name or None,
            "participants": one._entry_participants(),
            "invited_text": one.invited_text or None,
            "invited_agencies": one.agency_ids.mapped("name"),
            "preparing": [
                {"text": row.text or "", "agency": row.agency_id.name or None, "what": row.what}
                for row in one.preparing_ids
            ],
            "office": one.office_text or None,
            "invitation": {
                "separate": one.invitation_separate,
                "number": one.invitation_number or None,
            },
            "private": one.is_private,
            "remark": one.remark or None,
            "moved_from": one.moved_from or None,
        }

    def _entry_of_time(self):
        one = self.sudo()
        printed = PRINTED.get(one.state) or ("moved" if one.moved_from else "planned")
        return {
            "meeting_id": one.id,
            "date": one.day.isoformat(),
            "date_to": one.date_to.isoformat() if one.date_to else None,
            "half_day": one.half_day,
            "start": hour_text(one.hour_start),
            "end": hour_text(one.hour_end),
            "state": printed,
        }

    def _busy_entry(self):
        """Return what others learn of a private entry: who is busy, and when."""
        return self._entry_of_time() | {
            "content": self.env._("Busy"),
            "place": None,
            "participants": self.sudo()._entry_leaders(),  # whose calendar shows it
            "invited_text": None,
            "invited_agencies": [],
            "preparing": [],
            "office": None,
            "invitation": {"separate": False, "number": None},
            "private": True,
            "remark": None,
            "moved_from": None,
        }

    def _entry_leaders(self):
        names = self.leader_ids.mapped("name")
        return [{"text": name, "role": None, "for": None} for name in names]

    def _entry_participants(self):
        """Return the leaders and others who take part, the chair first."""
        rows = self.participation_ids.filtered(lambda row: not row.agency_id)
        named = [
            {"text": row._who(), "role": row.role, "for": row.substitute_for_id.name or None}
            for row in rows
            if row.leader_id != self.chair_id or not self.chair_id
        ]
        chair = (
            [{"text": self.chair_id.name, "role": "chair", "for": None}] if self.chair_id else []
        )
        return chair + named
